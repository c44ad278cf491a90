using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using FhirAdapter.Destinations.FhirServers.Bundles;
using FhirAdapter.Records;
using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace FhirAdapter.Benchmarks.Micro;

/// <summary>One record of each kind to its resources and on to JSON, beside the SDK's serializer on the same resources.</summary>
public class MappingBenchmarks
{
    private static readonly BaseFhirJsonSerializer Sdk = new(ModelInfo.ModelInspector);

    /// <summary>As the body of a request is written.</summary>
    private static readonly JsonWriterOptions AsSent = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly RecordMapping _mapping = new(new MappingContext("https://clinic.example/fhir/id"));
    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private ClinicRecord _record = null!;
    private IReadOnlyList<Resource> _resources = null!;

    [Params("contraindication-finding", "needling-procedure", "pain-score")]
    public string Kind { get; set; } = "";

    [GlobalSetup]
    public void Choose()
    {
        _record = new ClinicRecord[] { MicroRecords.Finding, MicroRecords.FourSiteSession, MicroRecords.Score }.Single(r => RecordKindCode.Of(r.Kind) == Kind);
        _resources = [.. Mapped().Select(r => r.Resource)];
    }

    [Benchmark]
    public object Map() => Mapped();

    [Benchmark]
    public int MapAndSerialize()
    {
        _output.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_output, AsSent);
        foreach (var mapped in Mapped())
            ResourceJson.Write(json, mapped.Resource);
        return _output.WrittenCount;
    }

    [Benchmark(Baseline = true)]
    public int SdkSerializerAlone()
    {
        _output.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_output, AsSent);
        foreach (var resource in _resources)
            Sdk.Serialize(resource, json);
        return _output.WrittenCount;
    }

    private IReadOnlyList<MappedResource> Mapped() => ((MappingResult.Mapped)_mapping.Map(_record)).Resources;
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Mapping.Json;
using FhirAdapter.Tests.Samples;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Records.Mapping.Json;

public sealed class ResourceJsonTests(SampleClinicFiles clinic) : IClassFixture<SampleClinicFiles>
{
    [Fact]
    public void The_sample_clinic_is_written_as_the_sdk_does_without_it()
    {
        var resources = clinic.Records.SelectMany(r => Mapped.Of(r).Resources).Select(r => r.Resource).ToList();

        Assert.NotEmpty(resources);
        Assert.All(resources, r => Assert.True(SdkJson.IsQuick(r), r.TypeName));
        Assert.All(resources, SdkJson.AssertSame);
    }

    [Fact]
    public void Two_thousand_records_of_all_kinds_are_written_as_the_sdk_does_without_it() => SomeRecords.Any.Sample(
        record => Assert.All(Mapped.Of(record).Resources, r =>
        {
            Assert.True(SdkJson.IsQuick(r.Resource), r.Resource.TypeName);
            SdkJson.AssertSame(r.Resource);
        }),
        iter: 2_000,
        threads: 1);

    [Fact]
    public void Deleted_records_are_written_as_the_sdk_does() => SomeRecords.Any.Sample(
        record => Assert.All(Mapped.Of(record with { Deleted = true }).Resources, r => SdkJson.AssertSame(r.Resource)),
        iter: 300,
        threads: 1);

    [Theory]
    [InlineData("plain")]
    [InlineData("a \"quoted\" \\ 'text' <b>&amp;</b> + `x`")]
    [InlineData("Größe, naïve, 痛み")]
    [InlineData("\U0001F600 beyond the first plane \U0001D11E")]
    [InlineData("\u0000\u0001\b\f\n\r\t\u001f\u007f\u0085\u2028\u2029\ufeff\uffff")]
    [InlineData("half a pair \ud83d, the other \ude00")]
    [InlineData("")]
    [InlineData(" ")]
    public void Texts_are_escaped_as_the_sdk_does(string text)
    {
        var resource = new Observation { Code = new CodeableConcept("s", text, text), Note = [new Annotation { Text = text }], Value = new FhirString(text) };
        Assert.True(SdkJson.IsQuick(resource));
        SdkJson.AssertSame(resource);
    }

    [Theory]
    [InlineData("61.50")]
    [InlineData("0.0")]
    [InlineData("-0.50")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001")]
    public void Numbers_keep_their_decimals(string number)
    {
        var resource = new Observation { Value = new Quantity { Value = decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture) } };
        Assert.True(SdkJson.IsQuick(resource));
        Assert.Contains($"\"value\":{number}", SdkJson.Of(resource), StringComparison.Ordinal);
        SdkJson.AssertSame(resource);
    }

    [Fact]
    public void What_is_without_content_is_left_to_the_sdk()
    {
        Resource[] resources =
        [
            new Observation { Code = new CodeableConcept() },
            new Observation { Category = [new CodeableConcept()] },
            new Observation { Category = [new CodeableConcept { Coding = [new Coding()] }, new CodeableConcept("s", "c")] },
            new Observation { Category = [null!, new CodeableConcept("s", "c")] },
            new Observation { Value = new FhirString(null) },
            new Observation { Note = [new Annotation { Author = new FhirString(null), Text = "x" }] },
            new Patient { Name = [new HumanName { GivenElement = [new FhirString(null), new FhirString("x")] }] },
            new Patient { Name = [new HumanName { GivenElement = [null!, new FhirString("x")] }] },
        ];

        Assert.All(resources, r => Assert.False(SdkJson.IsQuick(r)));
        Assert.All(resources, SdkJson.AssertSame);
    }

    [Fact]
    public void A_resource_of_nothing_is_its_type() => SdkJson.AssertSame(new Observation());

    [Fact]
    public void A_resource_stands_where_the_writer_stands_and_resourceType_comes_first()
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteStartArray("entry");
        ResourceJson.Write(json, new Patient { Active = true });
        ResourceJson.Write(json, new Patient { ActiveElement = new FhirBoolean(true) { ElementId = "a" } });
        json.WriteEndArray();
        json.WriteNumber("total", 2);
        json.WriteEndObject();
        json.Flush();

        Assert.Equal(
            """{"entry":[{"resourceType":"Patient","active":true},{"resourceType":"Patient","active":true,"_active":{"id":"a"}}],"total":2}""",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void An_indented_writer_indents()
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        ResourceJson.Write(json, new Patient { Active = true });
        json.Flush();

        Assert.Equal("{\n  \"resourceType\": \"Patient\",\n  \"active\": true\n}", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void A_type_that_is_not_the_sdks_is_left_to_the_sdk() =>
        Assert.False(QuickWriter.TryWrite(new OwnObservation { Status = ObservationStatus.Final }, encoder: null, out _));

    private sealed class OwnObservation : Observation;
}

using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using FhirAdapter.Records;
using FhirAdapter.Records.Reading;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Tests.Records.Reading;

/// <summary>Holds the published JSON Schema and the types together: neither may have what the other has not.</summary>
public sealed class SchemaTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot(), "profiles", "records");
    private static readonly JsonNode Common = Load("common");

    [Theory]
    [InlineData("contraindication-finding")]
    [InlineData("needling-procedure")]
    [InlineData("pain-score")]
    public void Every_field_and_limit_of_the_types_stands_in_the_schema_and_no_other(string kind)
    {
        Assert.True(RecordKindCode.TryParse(kind, out var parsed));
        var schema = Load(kind);

        var fields = Compare(schema, schema, RecordType.Of(parsed).Contract, kind, ["kind", "contract"]);

        Assert.InRange(fields, 20, 200);
        Assert.Equal(kind, schema["properties"]!["kind"]!["const"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("contraindication-finding")]
    [InlineData("needling-procedure")]
    [InlineData("pain-score")]
    public void The_examples_of_the_schema_are_good_records(string kind)
    {
        var examples = Load(kind)["examples"]!.AsArray();

        Assert.NotEmpty(examples);
        Assert.All(examples, e => Assert.IsType<ReadRecord.Good>(
            RecordJson.Read(JsonSerializer.SerializeToUtf8Bytes(e), 1, new RecordReadingOptions())));
    }

    [Fact]
    public void A_record_is_one_of_the_three_kinds() => Assert.Equal(
        RecordKindCode.All.Select(k => k + ".schema.json"), Load("record")["oneOf"]!.AsArray().Select(r => r!["$ref"]!.GetValue<string>()));

    private static int Compare(JsonNode file, JsonNode schema, ContractType contract, string path, string[] more)
    {
        var properties = schema["properties"]!.AsObject();
        Assert.Equal(
            contract.AllFields.Select(f => f.Name).Concat(more).Order(StringComparer.Ordinal), properties.Select(p => p.Key).Order(StringComparer.Ordinal));
        Assert.False(schema["additionalProperties"]!.GetValue<bool>(), path);
        var required = new[] { schema["required"], schema["else"]?["required"] }
            .SelectMany(list => list?.AsArray().Select(name => name!.GetValue<string>()) ?? []).ToHashSet();
        Assert.All(contract.AllFields.Where(f => f.Required), f => Assert.Contains(f.Name, required));
        return contract.AllFields.Sum(f => Compare(file, properties[f.Name]!, f, path + "." + f.Name));
    }

    private static int Compare(JsonNode file, JsonNode schema, Field field, string path)
    {
        Assert.True(schema["description"]!.GetValue<string>().Length > 5, path);
        var value = schema;
        if (field.Shape == JsonShape.List)
        {
            Assert.Equal(field.Property.GetCustomAttribute<MaxLengthAttribute>()!.Length, schema["maxItems"]!.GetValue<int>());
            value = schema["items"]!;
        }

        CompareLimits(value, field, path);
        if (field.ItemShape != JsonShape.Object)
            return 1;
        var (target, targetFile) = Follow(file, value["$ref"]!.GetValue<string>());
        return 1 + Compare(targetFile, target, field.Content!, path, []);
    }

    private static void CompareLimits(JsonNode schema, Field field, string path)
    {
        var codes = (field.ItemShape == JsonShape.Object ? schema["properties"]?["code"] : schema)?["enum"]?.AsArray().Select(c => c!.GetValue<string>());
        Assert.True((field.Codes ?? []).SequenceEqual(codes ?? []), path);
        if (field.ItemShape == JsonShape.Number)
        {
            var range = NumberRange.Of(field.Property);
            Assert.Equal(range.Least, (schema[range.LeastExcluded ? "exclusiveMinimum" : "minimum"])?.GetValue<decimal>());
            Assert.Equal(range.Greatest, schema["maximum"]?.GetValue<decimal>());
            Assert.True(range.Unit is null || field.Expected.Contains(range.Unit, StringComparison.Ordinal), path);
        }

        if (field.Property.GetCustomAttribute<StringLengthAttribute>() is { } length)
            Assert.Equal(length.MaximumLength, schema["maxLength"]!.GetValue<int>());
    }

    private static (JsonNode Schema, JsonNode File) Follow(JsonNode file, string reference)
    {
        var target = reference.StartsWith("common", StringComparison.Ordinal) ? Common : file;
        return (target["$defs"]![reference[(reference.LastIndexOf('/') + 1)..]]!, target);
    }

    private static JsonNode Load(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".schema.json")))!;

    private static string RepositoryRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "FhirAdapter.sln")))
            at = at.Parent!;
        return at.FullName;
    }
}

using FhirAdapter.Records.Mapping;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Records.Mapping;

public sealed class SdkModelTests
{
    [Fact]
    public void It_has_the_types_and_elements_that_the_SDK_itself_knows()
    {
        var (known, read) = (Elements(ModelInfo.ModelInspector), Elements(SdkModel.R4));
        Assert.Empty(known.Except(read));
        Assert.Empty(read.Except(known));
        Assert.NotEmpty(known);
    }

    [Fact]
    public void It_knows_the_resources_that_the_SDK_itself_knows() =>
        Assert.All(ModelInfo.SupportedResources, type => Assert.True(SdkModel.R4.IsKnownResource(type)));

    [Fact]
    public void It_is_of_the_same_version_and_has_the_same_open_types() =>
        Assert.Equal(
            (ModelInfo.ModelInspector.FhirVersion, ModelInfo.ModelInspector.FhirRelease, string.Join(' ', ModelInfo.ModelInspector.OpenTypes.Order(ByName))),
            (SdkModel.R4.FhirVersion, SdkModel.R4.FhirRelease, string.Join(' ', SdkModel.R4.OpenTypes.Order(ByName))));

    private static Comparer<Type> ByName => Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.FullName, b.FullName));

    // Both learn of the codes of a value set when they are first asked for them.
    private static HashSet<string> Elements(ModelInspector inspector) =>
        [.. inspector.ClassMappings
            .Where(type => !type.Name.StartsWith("codeOfT<", StringComparison.Ordinal))
            .SelectMany(type => type.PropertyMappings.Select(
                element => $"{type.Name} {type.NativeType} {element.Name} {element.Choice} {element.IsMandatoryElement} {string.Join(' ', element.FhirType.Select(t => t.Name))}"))];
}

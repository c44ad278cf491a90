using CsCheck;
using FhirAdapter.Shapes.Elements;
using FhirAdapter.Tests.Records;
using FhirAdapter.Tests.Records.Generated;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Shapes.Elements;

public sealed class ElementTypeTests
{
    [Fact]
    public void Elements_are_read_as_the_SDK_goes_through_them() => GeneratedRecords.Any.Sample(record =>
    {
        foreach (var mapped in Mapped.Of(record).Resources)
            AssertSame(mapped.Resource);
    }, iter: 300, threads: 1);

    private static void AssertSame(Base value)
    {
        List<(string Name, Base Element)> expected = [.. Flat(value.EnumerateElements().Select(each => (each.Key, each.Value)))];
        var into = new HeldElement[64];
        var read = ElementType.Of(value).Read(value, into, 0);
        Assert.Equal(expected, Flat(into.Take(read).Select(each => (each.Slot.Name, each.Value))));
        foreach (var (_, element) in expected)
            AssertSame(element);
    }

    private static IEnumerable<(string Name, Base Element)> Flat(IEnumerable<(string Name, object Value)> elements) => elements.SelectMany(each =>
        each.Value is Base one ? [(each.Name, one)] : each.Value is IEnumerable<Base> many ? many.Select(item => (each.Name, item)) : []);
}

using CsCheck;
using FhirAdapter.Shapes.Elements;
using FhirAdapter.Tests.Records;
using FhirAdapter.Tests.Records.Generated;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Shapes.Elements;

public sealed class PlainElementsTests
{
    [Fact]
    public void A_plain_element_has_neither_extensions_nor_references_in_it() => GeneratedRecords.Any.Sample(record =>
    {
        foreach (var mapped in Mapped.Of(record).Resources)
        {
            foreach (var element in Below(mapped.Resource))
            {
                var isPlain = ElementType.Of(element).IsPlain(element);
                Assert.False(isPlain && Below(element).Any(each => each is Extension or ResourceReference));
            }
        }
    }, iter: 300, threads: 1);

    [Fact]
    public void An_extension_is_found_wherever_it_stands()
    {
        AssertFound(new FhirString("a"), each => [each]);
        AssertFound(
            new Coding("s", "c", "d") { Version = "1", UserSelected = true },
            each => [each, each.SystemElement, each.VersionElement, each.CodeElement, each.DisplayElement, each.UserSelectedElement]);
        AssertFound(new CodeableConcept("s", "c", "d", "t"), each => [each, each.TextElement, each.Coding[0], each.Coding[0].DisplayElement]);
        AssertFound(
            new Quantity(1, "mm") { Comparator = Quantity.QuantityComparator.LessThan },
            each => [each, each.ValueElement, each.ComparatorElement, each.UnitElement, each.SystemElement, each.CodeElement]);
    }

    private static void AssertFound<T>(T sample, Func<T, Element?[]> parts)
        where T : Element
    {
        for (var i = 0; i < parts(sample).Length; i++)
        {
            var whole = (T)sample.DeepCopy();
            Assert.True(ElementType.Of(whole).IsPlain(whole));

            parts(whole)[i]!.AddExtension("https://clinic.example/e", new FhirString("e"));

            Assert.False(ElementType.Of(whole).IsPlain(whole));
        }
    }

    private static IEnumerable<Base> Below(Base element) => element.EnumerateElements()
        .SelectMany(each => each.Value is Base one ? [one] : each.Value as IEnumerable<Base> ?? [])
        .SelectMany(each => Below(each).Prepend(each));
}

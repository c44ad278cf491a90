using System.Collections;
using System.Reflection;
using FhirAdapter.Records.Mapping.Json;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;

namespace FhirAdapter.Tests.Records.Mapping.Json;

public sealed class EveryPropertyTests
{
    private static readonly Type[] Mapped =
        [typeof(Observation), typeof(Procedure), typeof(Condition), typeof(Device), typeof(Patient), typeof(Practitioner), typeof(AllergyIntolerance)];

    private static readonly Type[] Reached = [.. PocoType.Reach(Mapped)];

    public static TheoryData<string> Types => [.. Reached.Select(t => t.FullName!)];

    [Fact]
    public void The_types_reached_are_all_that_resources_can_hold()
    {
        Assert.Superset(
            new HashSet<Type>([typeof(Meta), typeof(Narrative), typeof(Extension), typeof(Identifier), typeof(Annotation), typeof(Observation.ComponentComponent), typeof(Timing.RepeatComponent)]),
            Reached.ToHashSet());
        Assert.All(Reached, t => Assert.True(TypeWriter.Of(t).IsCovered, t.FullName));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Each_property_alone_is_written_as_the_sdk_does(string type)
    {
        var tried = 0;
        foreach (var property in PocoType.Properties(TypeOf(type)))
        {
            foreach (var value in PocoValue.All(property))
            {
                var resource = PocoValue.Within(TypeOf(type), property, value);
                Assert.NotEqual(SdkJson.Of(PocoValue.Within(TypeOf(type))), SdkJson.Of(resource));
                SdkJson.AssertSame(resource);
                tried++;
            }
        }

        Assert.True(tried > 0);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void All_properties_together_are_written_in_the_order_of_the_sdk(string type)
    {
        foreach (var last in new[] { false, true })
            SdkJson.AssertSame(PocoValue.Full(TypeOf(type), last));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void What_R4_has_is_written_without_the_sdk_but_base64_and_lists_of_numbers(string type)
    {
        foreach (var property in PocoType.Properties(TypeOf(type)).Where(PocoType.IsOfR4))
        {
            foreach (var value in PocoValue.All(property).Where(v => !PocoValue.HoldsBase64(v) && !PocoValue.IsListOfNumbers(v)))
                Assert.True(SdkJson.IsQuick(PocoValue.Within(TypeOf(type), property, value)), $"{type}.{property.Name}");
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void An_id_or_an_extension_on_a_primitive_is_written_as_the_sdk_does(string type)
    {
        foreach (var property in PocoType.Properties(TypeOf(type)))
        {
            foreach (var value in PocoValue.All(property).Select(v => v is IList list ? list[0] : v).OfType<PrimitiveType>())
            {
                foreach (var with in PocoValue.WithElements(value))
                {
                    var resource = PocoValue.Within(TypeOf(type), property, PocoValue.AsValueOf(property, with));
                    Assert.False(SdkJson.IsQuick(resource));
                    SdkJson.AssertSame(resource);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void What_is_in_the_overflow_is_written_as_the_sdk_does(string type)
    {
        var resource = PocoValue.Within(TypeOf(type), poco => poco.SetValue("unknown", new FhirString("x")));
        Assert.Contains("\"unknown\":\"x\"", SdkJson.Of(resource), StringComparison.Ordinal);
        Assert.False(SdkJson.IsQuick(resource));
        SdkJson.AssertSame(resource);
    }

    private static Type TypeOf(string name) => Reached.Single(t => t.FullName == name);
}

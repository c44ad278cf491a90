using System.Collections;
using System.Reflection;
using FhirAdapter.Records;
using FhirAdapter.Terminology;

namespace FhirAdapter.Tests.Records;

public sealed class NothingIsLostTests
{
    private static readonly string[] OfTheRecordNotOfThePatient = ["Version", "LastChanged"];
    private const int Tried = 5;

    /// <summary>
    /// Version and last change are kept by the ledger: a record whose content is the same is not sent again, so that they cannot be content.
    /// </summary>
    [Fact]
    public void Changing_any_field_of_any_record_changes_the_resources()
    {
        var exercised = new HashSet<string>();
        foreach (var record in Situations.All.Values.Where(r => !r.Deleted))
        {
            var before = Content(record);
            foreach (var field in Changes(record, record.GetType().Name).GroupBy(c => c.Field))
            {
                foreach (var changed in field.Select(c => (ClinicRecord)c.Changed).Where(c => Mapped.Mapping.Map(c) is MappingResult.Mapped).Take(Tried))
                {
                    Assert.True(Content(changed) != before, $"changing {field.Key} of {record.Key} changed nothing");
                    exercised.Add(field.Key);
                }
            }
        }

        var types = Situations.All.Values.Select(r => r.GetType()).Distinct();
        Assert.Empty(types.SelectMany(t => AllFields(t, t.Name)).Except(exercised).Order());
    }

    /// <summary>Only what a destination always gets: the parties a record names are sent only where it asks for them.</summary>
    private static string Content(ClinicRecord record) =>
        string.Join('\n', Mapped.Of(record).Resources.Where(r => r.Role != ResourceRole.Party).Select(r => Mapped.Json(r.Resource)));

    private static IEnumerable<string> AllFields(Type type, string path) =>
        Fields(type).SelectMany(p => Fields(Inner(p.PropertyType)).Any() ? AllFields(Inner(p.PropertyType), $"{path}.{p.Name}") : [$"{path}.{p.Name}"]);

    private static IEnumerable<PropertyInfo> Fields(Type type) => type.Namespace!.StartsWith("FhirAdapter.Records", StringComparison.Ordinal) && type != typeof(ClinicTime)
        ? type.GetProperties().Where(p => p.CanWrite && !OfTheRecordNotOfThePatient.Contains(p.Name))
        : [];

    private static Type Inner(Type type) =>
        type != typeof(string) && type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)) is { } list
            ? list.GetGenericArguments()[0]
            : Nullable.GetUnderlyingType(type) ?? type;

    private static IEnumerable<(string Field, object Changed)> Changes(object record, string path) =>
        from property in Fields(record.GetType())
        from change in Values(property.GetValue(record), property.PropertyType, $"{path}.{property.Name}")
        select (change.Field, With(record, property, change.Value));

    private static IEnumerable<(string Field, object? Value)> Values(object? value, Type type, string path)
    {
        if (value is not null && (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null))
            yield return (path, null);
        if (value is IList list)
        {
            foreach (var change in ListChanges(list, path))
                yield return change;
        }
        else if (value is not null && Fields(value.GetType()).Any())
        {
            foreach (var (field, changed) in Changes(value, path))
                yield return (field, changed);
        }
        else if (Nullable.GetUnderlyingType(type) is not null || Inner(type) == type)
        {
            foreach (var other in Others(value, Inner(type)).Where(o => !o.Equals(value)))
                yield return (path, other);
        }
    }

    private static IEnumerable<(string Field, object? Value)> ListChanges(IList list, string path)
    {
        if (list.Count > 0)
            yield return (path, Copy(list, 0, null));
        for (var i = 0; i < list.Count; i++)
        {
            foreach (var (field, value) in Values(list[i], list[i]!.GetType(), path).Where(v => v.Value is not null))
                yield return (field, Copy(list, i, value));
        }
    }

    // A copy of the list with another element at an index, or without it.
    private static object Copy(IList list, int index, object? element)
    {
        var copy = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(list[0]!.GetType()))!;
        for (var i = 0; i < list.Count; i++)
        {
            if (i != index || element is not null)
                copy.Add(i == index ? element : list[i]);
        }

        return copy;
    }

    private static IEnumerable<object> Others(object? value, Type type) =>
        type == typeof(string) ? Siblings((string?)value ?? "").Append("urn:other")
        : type == typeof(int) ? [(int)(value ?? 1) + 1]
        : type == typeof(decimal) ? [(decimal)(value ?? 1m) + 1]
        : type == typeof(bool) ? [!(bool)(value ?? false)]
        : type == typeof(DateOnly) ? [((DateOnly)(value ?? new DateOnly(2026, 1, 1))).AddDays(1)]
        : type == typeof(ClinicTime) ? Times((ClinicTime)(value ?? ClinicTime.OnDate(new(2026, 1, 1))))
        : [];

    private static IEnumerable<string> Siblings(string code) =>
        CodeSystems.Embedded.Names.Select(n => CodeSystems.Embedded[n]).Where(s => s.Contains(code)).SelectMany(s => s.Codes);

    private static IEnumerable<object> Times(ClinicTime time) =>
    [
        new ClinicTime(time.Instant.AddDays(1), time.DateOnly),
        new ClinicTime(time.Instant, !time.DateOnly),
        .. time.DateOnly ? Array.Empty<object>() : [ClinicTime.At(time.Instant.ToOffset(TimeSpan.FromHours(5))), ClinicTime.At(time.Instant.AddMilliseconds(1))],
    ];

    private static object With(object record, PropertyInfo property, object? value)
    {
        var copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
        property.SetValue(copy, value);
        return copy;
    }
}

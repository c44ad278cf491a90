using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using FhirAdapter.Failures;
using FhirAdapter.WriteProfiles;
using Microsoft.Extensions.Configuration;

namespace FhirAdapter.Configuration;

/// <summary>
/// Reads settings and collects everything that is wrong with them. The platform's binder, which does the conversions,
/// stops at the first value it cannot convert and passes over keys it does not know.
/// </summary>
internal sealed class OptionsReader
{
    private readonly List<string> _errors = [];

    /// <summary>One line for each error found so far.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Reads a section into new options; wrong values leave the default in place.</summary>
    public T Read<T>(IConfigurationSection section)
        where T : new()
    {
        var options = new T();
        Fill(options, section);
        Validate(options, section.Path);
        return options;
    }

    private void Fill(object options, IConfigurationSection section)
    {
        var properties = options.GetType().GetProperties().ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (properties.TryGetValue(child.Key, out var property))
                FillProperty(options, property, child);
            else
                _errors.Add($"{child.Path} is not a setting. {Suggestion.For(child.Key, properties.Keys)}");
        }
    }

    private void FillProperty(object options, PropertyInfo property, IConfigurationSection section)
    {
        var current = property.GetValue(options);
        if (current is ProfileOverlay overlay && section.Value is not { Length: > 0 })
            overlay.Read(section);
        else if (current is ProfileOverlay)
            _errors.Add($"{section.Path} is a section of lines of a write profile, not a value; set such as {section.Path}:types:Condition:elements:note.text:maxLength.");
        else if (current is IDictionary dictionary)
            FillDictionary(dictionary, property.PropertyType.GetGenericArguments()[1], section);
        else if (IsNested(property.PropertyType) && section.Value is { Length: > 0 })
            _errors.Add($"{section.Path} is a section, not a value; set {section.Path}:{property.PropertyType.GetProperties()[0].Name} or another below it.");
        else if (IsNested(property.PropertyType))
            Fill(current!, section);
        else
            Convert(options, property, section);
    }

    private void FillDictionary(IDictionary dictionary, Type valueType, IConfigurationSection section)
    {
        foreach (var child in section.GetChildren())
        {
            var value = Activator.CreateInstance(valueType)!;
            Fill(value, child);
            dictionary[child.Key] = value;
        }
    }

    private void Convert(object options, PropertyInfo property, IConfigurationSection section)
    {
        // The binder passes over a single value where a list belongs.
        if (property.PropertyType == typeof(IReadOnlyList<string>) && section.Value is { Length: > 0 })
        {
            _errors.Add($"{section.Path} must be a list, such as [\"...\"] in JSON or {section.Path}:0 elsewhere.");
            return;
        }

        try
        {
            if (section.Get(property.PropertyType) is { } value)
                property.SetValue(options, value);
        }
        catch (InvalidOperationException)
        {
            _errors.Add($"{section.Path} must be {Describe(property.PropertyType)}.");
        }
    }

    // What stands in no section is checked too: a missing section is a set of missing values.
    private void Validate(object options, string path)
    {
        foreach (var property in options.GetType().GetProperties())
        {
            var value = property.GetValue(options);
            var key = $"{path}:{property.Name}";
            // One that is missing needs not be told that it is too short too.
            if (property.GetCustomAttributes<ValidationAttribute>().OrderBy(attribute => attribute is not RequiredAttribute).FirstOrDefault(attribute => !attribute.IsValid(value)) is { } broken)
                _errors.Add($"{key} {Describe(broken)}.");

            if (value is IDictionary dictionary)
            {
                foreach (DictionaryEntry entry in dictionary)
                    Validate(entry.Value!, $"{key}:{entry.Key}");
            }
            else if (value is not null && IsNested(property.PropertyType))
            {
                Validate(value, key);
            }
        }

        if (options is not IValidatableObject validatable)
            return;
        foreach (var result in validatable.Validate(new ValidationContext(options)))
            _errors.Add($"{path}:{string.Join(", ", result.MemberNames)} {result.ErrorMessage?.TrimEnd('.')}.");
    }

    private static bool IsNested(Type type) => type.IsClass && type.Namespace!.StartsWith("FhirAdapter", StringComparison.Ordinal);

    private static string Describe(ValidationAttribute attribute) => attribute switch
    {
        RequiredAttribute => "is missing: set it",
        RangeAttribute range => $"must be from {range.Minimum} to {range.Maximum}",
        MinLengthAttribute { Length: 1 } => "must not be empty",
        _ => attribute.FormatErrorMessage("the value"),
    };

    private static string Describe(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type.IsEnum => "one of " + string.Join(", ", Enum.GetNames(type)),
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(int) || type == typeof(long) => "a whole number",
            _ when type == typeof(double) || type == typeof(decimal) => "a number",
            _ when type == typeof(TimeSpan) => "a length of time as [days.]hours:minutes:seconds, such as 00:00:30",
            _ when type == typeof(Uri) => "a URI",
            _ => "a text",
        };
    }
}

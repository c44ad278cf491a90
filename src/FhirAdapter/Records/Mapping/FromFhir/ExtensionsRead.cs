using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping.FromFhir;

/// <summary>Reads the adapter's extensions.</summary>
internal static class ExtensionsRead
{
    /// <summary>The value of the one extension with that url, or nothing where there is none.</summary>
    public static T? Extension<T>(this FhirReading reading, IExtendable element, string url, string path)
        where T : DataType
    {
        T? value = null;
        foreach (var extension in element.Extension)
        {
            if (extension.Url != url)
                continue;
            if (value is not null || extension.Value is not T found)
                reading.Fail(path, $"one extension with a {typeof(T).Name}");
            else
                value = found;
        }

        return value;
    }

    /// <summary>The code in an extension, or nothing where there is none.</summary>
    public static string? CodeExtension(this FhirReading reading, IExtendable element, string url, string codeSystemName, string path) =>
        reading.Code(reading.Extension<CodeableConcept>(element, url, path), codeSystemName, path);
}

using System.ComponentModel.DataAnnotations;
using FhirAdapter.Records.Reading.Fields;

namespace FhirAdapter.Records;

/// <summary>An identifier that keeps its meaning outside any one server (FHIR R4 <c>Identifier</c>, 2.24.0.12).</summary>
public sealed record BusinessIdentifier
{
    /// <summary>The namespace of the value: an absolute URI, such as <c>urn:oid:1.2.3</c> or <c>https://clinic.example/fhir/id/patient</c>. At most 255 characters.</summary>
    [Required]
    [StringLength(255), WrittenAs(StringForm.AbsoluteUri)]
    public string? System { get; init; }

    /// <summary>The value, unique within the namespace. 1 to 128 characters without white space at either end.</summary>
    [Required]
    [StringLength(128), WrittenAs(StringForm.Trimmed)]
    public string? Value { get; init; }

    /// <summary>Prints nothing of the identifier: it may be a patient's.</summary>
    public override string ToString() => "[redacted]";
}

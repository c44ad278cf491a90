using Hl7.Fhir.Model;

namespace FhirAdapter.Records.Mapping;

/// <summary>The types that an element of any type may have, such as the value of an extension (FHIR R4, section 2.24.0.1, open type).</summary>
internal static class OpenTypes
{
    public static Type[] All { get; } =
    [
        typeof(Address), typeof(Age), typeof(Annotation), typeof(Attachment), typeof(Base64Binary), typeof(FhirBoolean), typeof(Canonical), typeof(Code),
        typeof(CodeableConcept), typeof(Coding), typeof(ContactDetail), typeof(ContactPoint), typeof(Contributor), typeof(Count), typeof(DataRequirement),
        typeof(Date), typeof(FhirDateTime), typeof(FhirDecimal), typeof(Distance), typeof(Dosage), typeof(Duration), typeof(Expression), typeof(HumanName),
        typeof(Id), typeof(Identifier), typeof(Instant), typeof(Integer), typeof(Markdown), typeof(Meta), typeof(Money), typeof(Oid),
        typeof(ParameterDefinition), typeof(Period), typeof(PositiveInt), typeof(Quantity), typeof(Hl7.Fhir.Model.Range), typeof(Ratio),
        typeof(ResourceReference), typeof(RelatedArtifact), typeof(SampledData), typeof(Signature), typeof(FhirString), typeof(Time), typeof(Timing),
        typeof(TriggerDefinition), typeof(UnsignedInt), typeof(FhirUri), typeof(FhirUrl), typeof(UsageContext), typeof(Uuid),
    ];
}

using FhirAdapter.Records.Mapping;
using FhirAdapter.Records.Mapping.FromFhir;
using Hl7.Fhir.Model;

namespace FhirAdapter.Records.NeedlingProcedures;

/// <summary>Reads what the patient was told to do and what comes next: the reverse of <see cref="FollowUps"/>.</summary>
internal static class FollowUpsFromFhir
{
    public static IReadOnlyList<CodedText>? Aftercare(FhirReading reading, Procedure procedure)
    {
        List<CodedText> all = [];
        for (var i = 0; i < procedure.FollowUp.Count; i++)
        {
            var path = PathOf(i);
            if (IsAftercare(reading, procedure.FollowUp[i], path) && reading.Coded(procedure.FollowUp[i], "aftercare", path) is { } advice)
                all.Add(advice);
        }

        return all.Count == 0 ? null : all;
    }

    public static IReadOnlyList<FollowUp>? Next(FhirReading reading, Procedure procedure)
    {
        List<FollowUp> all = [];
        for (var i = 0; i < procedure.FollowUp.Count; i++)
        {
            var path = PathOf(i);
            if (!IsAftercare(reading, procedure.FollowUp[i], path) && reading.Coded(procedure.FollowUp[i], "follow-up", path) is { } next)
                all.Add(new FollowUp { Code = next.Code, Text = next.Text, Due = Due(reading, procedure.FollowUp[i], path) });
        }

        return all.Count == 0 ? null : all;
    }

    private static bool IsAftercare(FhirReading reading, CodeableConcept followUp, string path) =>
        reading.CodeIfAny(followUp, "aftercare", path) is not null || reading.Extension<FhirBoolean>(followUp, Extensions.Aftercare, path)?.Value == true;

    private static DateOnly? Due(FhirReading reading, CodeableConcept followUp, string path) =>
        reading.Day(reading.Extension<Date>(followUp, Extensions.FollowUpDue, path)?.Value, path);

    private static string PathOf(int index) => $"Procedure.followUp[{index}]";
}

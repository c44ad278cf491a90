using System.Text;

namespace FhirAdapter.Tests.Records.Reading;

/// <summary>Records as a clinic would write them, all invented.</summary>
internal static class SomeJson
{
    public const string PainScore =
        """
        {"kind":"pain-score","contract":1,"id":"PS-1","version":1,"lastChanged":"2026-11-20T18:00:00+01:00","patient":{"system":"urn:oid:1.2.3","value":"MRN1"},"encounter":{"system":"https://clinic.example/fhir/id/encounter","value":"E-77"},"instrument":"nrs","value":6.50,"unit":"{score}","phase":"before","when":"2026-11-20T17:00:00+01:00","bodySite":{"code":"trapezius","part":"upper","side":"left"},"answeredBy":"patient","practitioner":{"identifier":{"system":"urn:oid:1.2.9","value":"P-1"},"role":"physiotherapist"},"procedure":"DN-1","note":"Nach langer Arbeit am Schreibtisch stärker"}
        """;

    public const string Finding =
        """
        {"kind":"contraindication-finding","id":"CF-1","version":2,"lastChanged":"2026-11-20T18:00:00Z","patient":{"system":"urn:oid:1.2.3","value":"MRN1"},"finding":{"code":"bleeding-disorder","text":"Gerinnungsstörung"},"presence":"present","strength":"relative","when":"2026-11-20","source":"history","status":"confirmed","stoppedProcedure":"DN-2"}
        """;

    public static string Procedure { get; } =
        $$$"""
        {"kind":"needling-procedure","contract":1,"id":"DN-1","version":3,"lastChanged":"2026-11-20T18:00:00.125+01:00","patient":{"system":"urn:oid:1.2.3","value":"MRN1"},"status":"completed","practitioners":[{"identifier":{"system":"urn:oid:1.2.9","value":"P-1"},"role":"physiotherapist","qualification":"DPT","certificate":{"number":"C-9","issuer":"Board","validFrom":"2020-01-01","validUntil":"2030-01-01"}}],"location":{"system":"https://clinic.example/fhir/id/location","value":"R2"},"start":"2026-11-20T17:05:00+01:00","end":"2026-11-20T17:25:00+01:00","indications":[{"code":"myofascial-pain","cause":{"code":"posture"}}],"position":"prone","consent":{"given":true,"form":"written","when":"2026-11-20"},"sites":[{{{Site("left")}}},{{{Site("right")}}},{{{Site("left")}}},{{{Site("right")}}}],"needlesInserted":8,"needlesRemoved":8,"adverseEffects":[{"code":"soreness","severity":"mild"}],"outcome":{"code":"successful"},"aftercare":[{"code":"rest"},{"text":"Wärme"}],"followUp":[{"code":"follow-up-visit","due":"2026-11-27"}],"session":{"number":2,"of":6},"note":"Zwei Zuckungen\nam zweiten Punkt"}
        """;

    public static byte[] Bytes(string json) => Encoding.UTF8.GetBytes(json);

    private static string Site(string side) =>
        $$"""{"muscle":"trapezius","part":"upper","side":"{{side}}","triggerPoint":"TrP2","needles":[{"diameterMm":0.30,"lengthMm":40,"material":"stainless-steel","coating":"none","maker":"Acme","lot":"L-77","expires":"2028-05-31","count":2}],"depthMm":12.5,"angleDeg":90,"technique":"deep","manipulation":"pistoning","retentionSeconds":600,"twitchResponses":0,"electricalStimulation":{"frequencyHz":2,"intensityMa":1.5,"durationSeconds":300},"guidance":"palpation"}""";
}

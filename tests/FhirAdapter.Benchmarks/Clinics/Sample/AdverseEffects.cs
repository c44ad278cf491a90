using FhirAdapter.Records;
using FhirAdapter.Records.NeedlingProcedures;
using FhirAdapter.Terminology;

namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>
/// What was felt after sessions, at the rates that Brady et al. (2014) found in 7,629 treatments: bruising 7.6 %, bleeding 4.7 %, pain during
/// 3.0 % and after 2.2 %; mild soreness is common. Of everything else one each, which is more than a clinic of this size would see.
/// </summary>
internal static class AdverseEffects
{
    private const int PerMille = 1000;

    private static readonly IReadOnlyList<(string Code, string Severity, int Rate)> Common =
    [
        ("bruising", "mild", 76), ("bleeding", "mild", 47), ("pain-during", "moderate", 30), ("pain-increased", "moderate", 22), ("soreness", "mild", 280),
    ];

    private static readonly HashSet<string> Severe = ["pneumothorax", "nerve-injury"];
    private static readonly HashSet<string> WithWords = ["other", "pneumothorax", "nerve-injury"];

    public static void PutIn(IList<NeedlingProcedure> sessions)
    {
        foreach (var (code, severity, rate) in Common)
            for (var i = 0; i < sessions.Count; i++)
                if (((i + 1) * rate / PerMille) > (i * rate / PerMille))
                    Add(sessions, (i + code.Length) % sessions.Count, new AdverseEffect { Code = code, Severity = severity, Onset = sessions[(i + code.Length) % sessions.Count].End });
        var rare = CodeSystems.Embedded["adverse-effect"].Codes
            .Where(code => code != "retained-needle" && Common.All(c => c.Code != code)).ToList();
        for (var i = 0; i < rare.Count; i++)
            Add(sessions, PlaceFor(sessions, rare[i], 4 + (i * 8)), Rare(rare[i]));
    }

    private static AdverseEffect Rare(string code) => new()
    {
        Code = code,
        Severity = Severe.Contains(code) ? "severe" : code is "fatigue" or "drowsiness" or "tenderness" ? "mild" : "moderate",
        Text = WithWords.Contains(code) ? Text(code) : null,
    };

    private static string Text(string code) => code switch
    {
        "pneumothorax" => "Atemnot zwei Stunden später; Röntgen: schmaler Saum, stationär aufgenommen",
        "nerve-injury" => "Kribbeln im Versorgungsgebiet, nach 6 Wochen abgeklungen",
        _ => "Kreislauf: blass, schwitzig; nach Flachlagerung gut",
    };

    /// <summary>A lung is only reached from the chest; everything else can follow any session.</summary>
    private static int PlaceFor(IList<NeedlingProcedure> sessions, string code, int from)
    {
        var place = from % sessions.Count;
        while (code == "pneumothorax" && sessions[place].Sites!.All(s => s.Muscle is not ("rhomboid-major" or "iliocostalis" or "serratus-anterior")))
            place = (place + 1) % sessions.Count;
        return place;
    }

    private static void Add(IList<NeedlingProcedure> sessions, int at, AdverseEffect effect) =>
        sessions[at] = sessions[at] with { AdverseEffects = [.. sessions[at].AdverseEffects ?? [], effect] };
}

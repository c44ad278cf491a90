using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using System.Text;

namespace FhirAdapter.Records.Mapping;

/// <summary>The words that the mapping writes for people; all of them stand in <c>Words.resx</c>, except what codes are called.</summary>
internal static class Words
{
    private static readonly ResourceManager Resource = new("FhirAdapter.Records.Mapping.Words", typeof(Words).Assembly);

    public static readonly string EnteredInError = Read();
    public static readonly string DryNeedlingCertificate = Read();
    public static readonly string Practitioner = Read();
    public static readonly string From = Read();
    public static readonly string Until = Read();
    public static readonly string Proxy = Read();
    public static readonly string Score = Read();
    public static readonly string Scale = Read();
    public static readonly string In = Read();
    public static readonly string Change = Read();
    public static readonly string NoValue = Read();
    public static readonly string Finding = Read();
    public static readonly string ResolvedOn = Read();
    public static readonly string Evidence = Read();
    public static readonly string StoppedAProcedure = Read();
    public static readonly string SummaryAuthor = Read();
    public static readonly string Length = Read();
    public static readonly string Diameter = Read();
    public static readonly string Lot = Read();
    public static readonly string Needle = Read();
    public static readonly string FollowUp = Read();
    public static readonly string Due = Read();
    public static readonly string Complications = Read();
    public static readonly string Outcome = Read();
    public static readonly string Reason = Read();
    public static readonly string OneNeedle = Read();
    public static readonly string WantedFor = Read();
    public static readonly string NeedlesUsed = Read();
    public static readonly string CausedBy = Read();
    public static readonly string Depth = Read();
    public static readonly string TwitchResponses = Read();

    public static readonly string Since = Read();
    public static readonly string Expires = Read();
    public static readonly string ScoreUnit = Read();
    public static readonly string NeedleUnit = Read();
    public static readonly string TwitchUnit = Read();
    public static readonly string DegreeUnit = Read();

    private static readonly CompositeFormat ScaleFromToFormat = CompositeFormat.Parse(Read());
    private static readonly CompositeFormat ContraindicationFormat = CompositeFormat.Parse(Read());
    private static readonly CompositeFormat LookedForFormat = CompositeFormat.Parse(Read());
    private static readonly CompositeFormat NeedlesInAndOutFormat = CompositeFormat.Parse(Read());
    private static readonly CompositeFormat NeedlesFormat = CompositeFormat.Parse(Read());
    private static readonly CompositeFormat SessionOfFormat = CompositeFormat.Parse(Read());
    private static readonly CompositeFormat SessionNumberFormat = CompositeFormat.Parse(Read());

    public static string ScaleFromTo(string least, string greatest) => string.Format(CultureInfo.InvariantCulture, ScaleFromToFormat, least, greatest);

    /// <summary>How much a finding forbids: "relative contraindication", but a precaution is called no more than that.</summary>
    public static string Strength(string code, string display) =>
        code == "precaution"
            ? display.ToLowerInvariant()
            : string.Format(CultureInfo.InvariantCulture, ContraindicationFormat, display.ToLowerInvariant());

    public static string LookedFor(string finding) => string.Format(CultureInfo.InvariantCulture, LookedForFormat, finding);

    public static string NeedlesInAndOut(int inserted, int removed) => string.Format(CultureInfo.InvariantCulture, NeedlesInAndOutFormat, inserted, removed);

    public static string Needles(int count) => string.Format(CultureInfo.InvariantCulture, NeedlesFormat, count);

    public static string SessionOf(int number, int of) => string.Format(CultureInfo.InvariantCulture, SessionOfFormat, number, of);

    public static string SessionNumber(int number) => string.Format(CultureInfo.InvariantCulture, SessionNumberFormat, number);

    private static string Read([CallerMemberName] string name = "") => Resource.GetString(name, CultureInfo.InvariantCulture)!;
}

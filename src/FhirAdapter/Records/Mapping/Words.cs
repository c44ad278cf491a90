using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace FhirAdapter.Records.Mapping;

/// <summary>
/// The words that the mapping writes for people, in one language; all of them stand in <c>Words.(language).resx</c>, except what codes are called.
/// Unchanging; safe for many threads.
/// </summary>
internal sealed class Words(WordFile file)
{
    /// <summary>The language where none is set.</summary>
    public const string DefaultLanguage = "en";

    private static readonly ConcurrentDictionary<string, Words> Known = new(StringComparer.Ordinal);

    private readonly bool _isSmallInSentences = file.Text("CodesInSentences") == "small";
    private readonly string _decimalPoint = file.Text("DecimalPoint");
    private readonly CompositeFormat _scale = file.Format("ScaleFromToFormat");
    private readonly CompositeFormat _noValue = file.Format("NoValueFormat");
    private readonly CompositeFormat _question = file.Format("QuestionFormat");
    private readonly CompositeFormat _contraindication = file.Format("ContraindicationFormat");
    private readonly CompositeFormat _reportOf = file.Format("ReportOfFormat");
    private readonly CompositeFormat _sessionOf = file.Format("SessionOfFormat");
    private readonly CompositeFormat _sessionNumber = file.Format("SessionNumberFormat");
    private readonly CompositeFormat _needlesInAndOut = file.Format("NeedlesInAndOutFormat");
    private readonly CompositeFormat _needlesIn = file.Format("NeedlesInFormat");
    private readonly CompositeFormat _needlesOut = file.Format("NeedlesOutFormat");
    private readonly CompositeFormat _needles = file.Format("NeedlesFormat");
    private readonly CompositeFormat _depth = file.Format("DepthFormat");
    private readonly CompositeFormat _angle = file.Format("AngleFormat");
    private readonly CompositeFormat _retention = file.Format("RetentionFormat");
    private readonly CompositeFormat _twitches = file.Format("TwitchesFormat");
    private readonly CompositeFormat _placePart = file.Format("PlacePartFormat");
    private readonly CompositeFormat _placeSide = file.Format("PlaceSideFormat");
    private readonly CompositeFormat _placeBoth = file.Format("PlaceBothFormat");

    /// <summary>The words of a language that has a file.</summary>
    public static Words In(string language) => Known.GetOrAdd(language, static each => new Words(WordFile.Read(each)));

    public string Language => file.Language;

    public string EnteredInError { get; } = file.Text();
    public string DryNeedlingCertificate { get; } = file.Text();
    public string Practitioner { get; } = file.Text();
    public string From { get; } = file.Text();
    public string Until { get; } = file.Text();
    public string Proxy { get; } = file.Text();
    public string Score { get; } = file.Text();
    public string Scale { get; } = file.Text();
    public string InUnit { get; } = file.Text();
    public string Change { get; } = file.Text();
    public string Finding { get; } = file.Text();
    public string ResolvedOn { get; } = file.Text();
    public string Evidence { get; } = file.Text();
    public string StoppedAProcedure { get; } = file.Text();
    public string SummaryAuthor { get; } = file.Text();
    public string Yes { get; } = file.Text();
    public string No { get; } = file.Text();
    public string Reason { get; } = file.Text();
    public string WantedFor { get; } = file.Text();
    public string CausedBy { get; } = file.Text();
    public string Complications { get; } = file.Text();
    public string Outcome { get; } = file.Text();
    public string FollowUp { get; } = file.Text();
    public string Due { get; } = file.Text();
    public string NeedlesUsed { get; } = file.Text();
    public string Needle { get; } = file.Text();
    public string OneNeedle { get; } = file.Text();
    public string Length { get; } = file.Text();
    public string Diameter { get; } = file.Text();
    public string Lot { get; } = file.Text();
    public string Coating { get; } = file.Text();
    public string MadeBy { get; } = file.Text();
    public string Expires { get; } = file.Text();
    public string TriggerPoint { get; } = file.Text();
    public string Technique { get; } = file.Text();
    public string Manipulation { get; } = file.Text();
    public string NoTwitch { get; } = file.Text();
    public string OneTwitch { get; } = file.Text();
    public string Stimulation { get; } = file.Text();
    public string Guidance { get; } = file.Text();
    public string ConsentGiven { get; } = file.Text();
    public string ConsentNotGiven { get; } = file.Text();
    public string ConsentNotKnown { get; } = file.Text();
    public string Given { get; } = file.Text();
    public string NotGiven { get; } = file.Text();
    public string NoticedOn { get; } = file.Text();
    public string AfterNeedling { get; } = file.Text();
    public string ScoreUnit { get; } = file.Text();
    public string NeedleUnit { get; } = file.Text();
    public string TwitchUnit { get; } = file.Text();
    public string DegreeUnit { get; } = file.Text();

    /// <summary>What an element or an extension of that name is called in a report, where the language has its own word for it: <c>Label.(name)</c>.</summary>
    public string? Label(string name) => file.Find("Label." + name);

    /// <summary>The first line of a report: what it is of.</summary>
    public string ReportOf(RecordKind kind, string id, long version) => string.Format(CultureInfo.InvariantCulture, _reportOf, file.Text("Kind." + RecordKindCode.Of(kind)), id, version);

    /// <summary>What a code is called, within a sentence.</summary>
    public string Within(string display) =>
        _isSmallInSentences && display.Length > 0 && char.IsUpper(display[0]) && !(display.Length > 1 && char.IsUpper(display[1]))
            ? char.ToLowerInvariant(display[0]) + display[1..]
            : display;

    /// <summary>Words that begin a sentence.</summary>
    public static string Beginning(string words) => words.Length > 0 && char.IsLower(words[0]) ? char.ToUpperInvariant(words[0]) + words[1..] : words;

    /// <summary>A number, with the language's decimal point.</summary>
    public string Number(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return _decimalPoint == "." ? text : text.Replace(".", _decimalPoint, StringComparison.Ordinal);
    }

    public string ScaleFromTo(string least, string greatest) => Fill(_scale, least, greatest);

    public string NoValue(string reason) => Fill(_noValue, Within(reason));

    /// <summary>A finding as what was asked or looked for.</summary>
    public string Question(string finding) => finding.EndsWith('?') ? finding : Fill(_question, finding);

    /// <summary>How much a finding forbids: "relative contraindication", but a precaution is called no more than that.</summary>
    public string Strength(string code, string display) => code == "precaution" ? Within(display) : Fill(_contraindication, Within(display));

    public string SessionOf(int number, int of) => Fill(_sessionOf, number, of);

    public string SessionNumber(int number) => Fill(_sessionNumber, number);

    public string NeedlesInAndOut(int? inserted, int? removed) =>
        inserted is null ? Fill(_needlesOut, removed!.Value) : removed is null ? Fill(_needlesIn, inserted.Value) : Fill(_needlesInAndOut, inserted.Value, removed.Value);

    public string Needles(int count) => count == 1 ? OneNeedle : Fill(_needles, count);

    public string DepthMm(decimal depth) => Fill(_depth, Number(depth));

    public string AngleDeg(decimal angle) => Fill(_angle, Number(angle));

    public string RetentionSeconds(int seconds) => Fill(_retention, seconds);

    public string Twitches(int count) => count switch
    {
        0 => NoTwitch,
        1 => OneTwitch,
        _ => Fill(_twitches, count),
    };

    /// <summary>A part of a place, such as "Upper trapezius".</summary>
    public string PlaceWithPart(string part, string place) => Fill(_placePart, part, Within(place));

    /// <summary>A place on one side, such as "Left shoulder".</summary>
    public string PlaceOnSide(string side, string place) => Fill(_placeSide, side, Within(place));

    /// <summary>A place on both sides or in the middle, such as "Neck, both sides".</summary>
    public string PlaceOnBothSides(string sides, string place) => Fill(_placeBoth, Within(sides), place);

    private static string Fill<T>(CompositeFormat format, T value) => string.Format(CultureInfo.InvariantCulture, format, value);

    private static string Fill<T1, T2>(CompositeFormat format, T1 one, T2 other) => string.Format(CultureInfo.InvariantCulture, format, one, other);
}

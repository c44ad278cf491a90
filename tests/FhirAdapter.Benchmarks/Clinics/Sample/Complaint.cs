using FhirAdapter.Records;

namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>What a patient comes with, and with it where is needled and what is measured.</summary>
/// <param name="Region">Where it hurts: a region of the CodeSystem <c>body-site</c>.</param>
/// <param name="Indications">Codes of the CodeSystem <c>indication</c>.</param>
/// <param name="Cause">A code of the CodeSystem <c>cause</c>, or <c>other</c> with words.</param>
/// <param name="Muscles">The muscles needled, in turn.</param>
/// <param name="Positions">How the patient lies or sits, in turn.</param>
/// <param name="Instruments">The function instruments, measured at the first and the last visit.</param>
internal sealed record Complaint(
    string Region,
    IReadOnlyList<string> Indications,
    CodedText Cause,
    IReadOnlyList<string> Muscles,
    IReadOnlyList<string> Positions,
    IReadOnlyList<string> Instruments)
{
    public static IReadOnlyList<Complaint> All { get; } =
    [
        new("neck", ["neck-pain", "trigger-point"], new() { Code = "posture" },
            ["trapezius", "levator-scapulae", "splenius-capitis", "scalenus-anterior", "scalenus-medius", "scalenus-posterior"],
            ["prone", "sitting"], ["ndi", "cervical-flexion", "cervical-extension", "cervical-rotation", "cervical-lateral-flexion"]),
        new("back", ["thoracic-back-pain", "myofascial-pain"], new() { Code = "work-stress" },
            ["rhomboid-major", "rhomboid-minor", "erector-spinae", "longissimus", "iliocostalis", "spinalis", "serratus-anterior", "latissimus-dorsi"],
            ["prone"], ["peg"]),
        new("shoulder", ["shoulder-pain"], new() { Code = "repetitive-motion" },
            ["infraspinatus", "supraspinatus", "subscapularis", "teres-major", "teres-minor", "deltoid", "pectoralis-major", "pectoralis-minor"],
            ["left-side", "right-side"],
            ["shoulder-flexion-active", "shoulder-flexion-passive", "shoulder-abduction-active", "shoulder-abduction-passive",
             "shoulder-external-rotation-active", "shoulder-external-rotation-passive", "shoulder-internal-rotation-active",
             "shoulder-internal-rotation-passive", "shoulder-extension-active", "shoulder-extension-passive"]),
        new("lower-back", ["chronic-back-pain", "back-pain"], new() { Code = "overexertion", Text = "Umzug: Klavier im 4. Stock" },
            ["quadratus-lumborum", "multifidus", "gluteus-medius", "gluteus-maximus", "gluteus-minimus", "piriformis"],
            ["prone", "left-side"], ["oswestry"]),
        new("head", ["tension-type-headache", "muscle-tension"], new() { Code = "stress" },
            ["sternocleidomastoid", "semispinalis-capitis", "rectus-capitis", "obliquus-capitis"],
            ["supine", "sitting"], ["sleep", "mood", "muscle-tension"]),
        new("thigh", ["muscle-pain"], new() { Code = "injury" },
            ["vastus-lateralis", "vastus-medialis", "gastrocnemius", "soleus", "tibialis-anterior"],
            ["supine", "right-side"], ["psfs", "pressure-pain-threshold"]),
        new("forearm", ["other", "fibromyalgia"], new() { Code = "other", Text = "Klettern, täglich drei Stunden" },
            ["forearm-extensors", "other-muscle"], ["sitting", "supine"], ["psfs", "pressure-pain-threshold"]),
        new("upper-limb", ["myofascial-pain"], new() { Code = "unknown" },
            ["deltoid", "teres-minor"], ["supine"], ["peg", "muscle-tension"]),
    ];
}

namespace FhirAdapter.Benchmarks.Clinics.Sample;

/// <summary>Free texts as practitioners of many tongues would write them, with every kind of character that breaks careless software.</summary>
internal static class Words
{
    public static IReadOnlyList<string> SessionNotes { get; } =
    [
        "Übermäßige Spannung im Bereich des Schulterblatts, nach der Sitzung deutlich gelöst.",
        "Bonne tolérance; légère gêne à l’épaule, disparue après dix minutes.",
        "右肩の可動域が改善。次回は低頻度の通電を検討。",
        "दर्द कम हुआ; घर पर खिंचाव जारी रखें।",
        "Patient says: \"like a weight lifted\", sleeps better.",
        "1) Ödem nicht tastbar\n2) Haut reizlos\n3) Wärme gut vertragen",
        "Señala molestia leve al girar; mañana sin trabajo físico.",
        "Dolor ↓ ≈ 40 %, ROM ↑; next: 0,30 × 40 mm; avoid ≥ 30 mm near the rib cage",
        "Cafe\u0301 vor der Sitzung, Puls 92, nach 5 min 76. 👍",
        "통증이 줄었다고 함.",
        "Болит меньше; рекомендован отдых.",
        "C:\\Befunde\\Ärztin; siehe <Anhang & Skizze>",
    ];

    public static IReadOnlyList<string> SiteTexts { get; } =
    [
        "Zuckung deutlich sichtbar", "point très sensible", "硬結あり", "near the medial border", "Narbe gemieden",
    ];

    public static IReadOnlyList<string> ScoreNotes { get; } =
    [
        "Nach dem Treppensteigen gefragt", "réponse hésitante", "asked in Hindi, answered in English", "夜間痛なし", "\"kaum noch\", sagt sie",
    ];

    public static IReadOnlyList<string> Activities { get; } =
    [
        "Treppen steigen", "lever les bras", "opening jars", "長時間の座位", "Rucksack über 5 kg tragen",
    ];
}

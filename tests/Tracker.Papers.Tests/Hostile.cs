namespace Tracker.Papers.Tests;

/// <summary>Texts that somebody types to see what breaks.</summary>
public static class Hostile
{
    public static string[] Texts { get; } =
    [
        "", " ", "\u0000\u0001\u0007\u000b\u001f", "\ud800", "\udc00\ud800x", "\ufffe\uffff", "a\r\nb\rc\td\n\n", "=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", "'quoted",
        "<w:p>&amp;</w:p>", "]]>", "_x0041_ _x005F_", "&L&P&&", "\u202egnp.exe\u202c \u200f\u061c", "😀👩‍👩‍👧‍👦🇰🇷", "ｶﾞ한\u1112\u1161\u11ab가", "e\u0323\u0302\u0301\u0300\u0300\u0300", "العربية עברית ไทย",
        new string('W', 600), string.Join(' ', Enumerable.Repeat("A note that goes on.", 500)), string.Concat(Enumerable.Repeat("가", 2_000)), new string('\n', 300), new string('=', 1_000), ") Tj ET (", "\\", "\u2028\u2029\u0085",
    ];

    public static string[] Links { get; } = ["", "#", "#nowhere", "javascript:alert(1)", "http://example.org", "https://", "https://exa mple.org/ü?q=\"<>()\\", "https://asean.org/" + new string('x', 5_000), "file:///etc/passwd", "https://asean.org/\ud800"];

    public static Paper Paper { get; } = new(Texts[2] + " & <Title>\n" + Texts[17], DateOnly.MinValue, DateTime.UnixEpoch, long.MaxValue)
    {
        Subtitle = string.Concat(Texts[..20]),
        Language = "en-GB",
        Creator = Texts[13],
        Facts = [.. Texts.Select(t => new Fact(t, t))],
        Sections =
        [
            .. Texts.Select(t => new Section(t, t, new Paragraph(t), new Bullets(t)) { Place = t }),
            new("Table", "[]:*?/\\", new Table("Links", [], new Group("Heading", [])),
                new Table("Links", [new("Text", double.NaN), new("Link", -1), new("Number", 0, Kind.Number), new("Day", 1, Kind.Day)], [.. Texts.Select(t => new Group(t, [.. (t.Length < 200 ? Links : Links[..1]).Select(l => new Row(t, new Text(new Run(t, Emphasis.Struck, Tone.Red, l), new Run(t, Emphasis.Bold)), long.MinValue, DateOnly.MinValue, new Percent(decimal.MaxValue)) { Place = t })]) { Place = t })])),
            new("Short rows", "History", Table.Of("", [new("A", 1), new("B", 1, Kind.Money)], [new(), new("x", new Money(long.MinValue, "USD")), new(new Text(), new Money(1, "BHD", 3))])),
        ],
    };
}

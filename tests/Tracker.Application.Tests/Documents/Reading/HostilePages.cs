using static Tracker.Application.Tests.Documents.Reading.HostileFiles;

namespace Tracker.Application.Tests.Documents.Reading;

/// <summary>Pages of the web that ask for more than they are, with the rule that refuses each; null where it is read.</summary>
internal static class HostilePages
{
    /// <summary>What stands before each.</summary>
    public const string Before = "<html><body><p>We noted.</p>";

    public static readonly Dictionary<string, (string? Rule, Func<string> Content)> ByName = new()
    {
        ["deep"] = ("file.depth", () => Times("<div>", 200_000) + "x"),
        ["deep lists"] = ("file.depth", () => Times("<ol><li>", 100_000) + "x"),
        ["deep tables"] = ("file.depth", () => Times("<table><tr><td>", 60_000) + "x"),
        ["formats"] = ("file.depth", () => string.Concat(Enumerable.Range(0, 3_000).Select(n => $"<b id={n}>")) + Times("<p>x", 3_000)),
        ["elements"] = ("file.elements", () => Times("<br>", 400_000)),
        ["closed wrongly"] = ("file.depth", () => Times("<a><b></a>", 50_000) + "x"),
        ["table in table"] = (null, () => "<table>" + Times("<a>x", 30_000)),
        ["attributes"] = (null, () => "<p " + string.Concat(Enumerable.Range(0, 300_000).Select(n => $"a{n}=1 ")) + ">x"),
        ["attribute"] = (null, () => "<p title=\"" + new string('a', 5_000_000)),
        ["comment"] = (null, () => "<!--" + new string('-', 5_000_000)),
        ["entities"] = (null, () => Times("&amp", 200_000)),
        ["entity"] = ("file.too-long", () => "&" + new string('a', 5_000_000)),
        ["numbers"] = (null, () => Times("&#99999999999999999999;", 40_000) + "<ol start=99999999999999999999><li value=-99999999999>x"),
        ["templates"] = ("file.depth", () => Times("<template>", 50_000) + "x"),
        ["svg"] = ("file.depth", () => Times("<svg><foreignObject>", 50_000) + "x"),
        ["selects"] = (null, () => Times("<select><option>", 50_000) + "x"),
        ["script"] = (null, () => "<script>" + Times("</scrip", 500_000)),
        ["plaintext"] = (null, () => "<plaintext>" + Times("<p>", 100_000)),
    };
}

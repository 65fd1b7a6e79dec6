using System.Text;

namespace Tracker.Papers;

/// <summary>What the writers share: text that any file can hold, addresses, colours.</summary>
internal static class Writing
{
    public const string Navy = "1F3A5F";
    public const string Ink = "17212B";
    public const string Muted = "4A5764";
    public const string Line = "D5DBE1";
    public const string Band = "EEF2F6";
    public const string LinkBlue = "1B5FA7";

    /// <summary>Dark enough to be read on white, 4.5 : 1 and more.</summary>
    public static string ColourOf(Run run, bool leads = false) => run switch
    {
        _ when leads => LinkBlue,
        { Tone: Tone.Grey } => "4A5764",
        { Tone: Tone.Blue } => "1B5FA7",
        { Tone: Tone.Green } => "1E6B3C",
        { Tone: Tone.Violet } => "5B4B7A",
        { Tone: Tone.Amber } => "8A5300",
        { Tone: Tone.Red } => "A32020",
        _ => run.Emphasis.HasFlag(Emphasis.Muted) ? Muted : Ink,
    };

    /// <summary>The text without what XML cannot hold: control characters and halves of surrogate pairs read "�"; line ends are "\n".</summary>
    public static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '\ud7ff') < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(c).Append(text[++i]);
            }
            else if (c == '\r')
            {
                clean.Append(i + 1 < text.Length && text[i + 1] == '\n' ? "" : "\n");
            }
            else
            {
                clean.Append(c is '\t' or '\n' || (c >= ' ' && !char.IsSurrogate(c) && c < '\ufffe') ? c : '\ufffd');
            }
        }

        return clean.ToString();
    }

    /// <summary>The https address that a link leads to, escaped; null where it leads elsewhere.</summary>
    public static string? AddressOf(string? link) =>
        link?.StartsWith("https://", StringComparison.Ordinal) == true && Uri.TryCreate(Clean(link), UriKind.Absolute, out var uri) ? uri.AbsoluteUri : null;
}

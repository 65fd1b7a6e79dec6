using System.Globalization;

namespace Tracker.Papers;

/// <summary>
/// All that a paper of a meeting says, whatever file it becomes: <see cref="WordWriter"/>, <see cref="ExcelWriter"/>
/// and <see cref="PdfWriter"/> write the same content. Equal papers give equal bytes, at any time and on any machine.
/// </summary>
/// <param name="AsOf">The day whose state the paper shows, in the organisation's time zone.</param>
/// <param name="KnownAt">The instant, UTC, up to which entries were known; also the file's date of creation.</param>
/// <param name="Position">The position of the last entry that was known.</param>
public sealed record Paper(string Title, DateOnly AsOf, DateTime KnownAt, long Position)
{
    /// <exception cref="ArgumentException">It is a local time.</exception>
    public DateTime KnownAt { get; init; } = KnownAt.Kind == DateTimeKind.Local ? throw new ArgumentException("An instant is UTC.", nameof(KnownAt)) : KnownAt;

    public string Subtitle { get; init; } = "";

    /// <summary>The language of the text, as in BCP 47.</summary>
    public string Language { get; init; } = "en-GB";

    /// <summary>Who issues the paper, as the properties of a file name it.</summary>
    public string Creator { get; init; } = "Tracker";

    /// <summary>What the cover says: partnership, meeting, cut-off, scope, day.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    public IReadOnlyList<Section> Sections { get; init; } = [];

    /// <summary>What stands on every page: "As of 30 June 2022, as known at 2022-07-01 08:00 UTC, entry 1234".</summary>
    public string AsOfLine => string.Create(CultureInfo.InvariantCulture, $"As of {AsOf:d MMMM yyyy}, as known at {KnownAt:yyyy-MM-dd HH:mm} UTC, entry {Position}");

    /// <summary>SHA-256 of everything the paper says, in 64 hexadecimal digits; it does not depend on the kind of file.</summary>
    public string ContentHash => Canonical.HashOf(this);
}

/// <summary>A line of the cover.</summary>
public sealed record Fact(string Label, Text Value);

/// <summary>A part of a paper with a heading of its own; in Excel a sheet.</summary>
/// <param name="Name">A short name, that of the sheet. Two sections may share it: the second sheet is then "Name (2)".</param>
public sealed record Section(string Heading, string Name, params IReadOnlyList<Block> Blocks)
{
    /// <summary>What a link of <see cref="Run.Link"/> calls this section, without "#"; null where nothing links to it.</summary>
    public string? Place { get; init; }
}

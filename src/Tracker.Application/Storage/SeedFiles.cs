using System.Text.Json;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Application.Storage;

/// <summary>The seed as written, before the domain has judged it.</summary>
public sealed record SeedFiles(SeedRegisterFile Register, IReadOnlyList<SeedBody> Bodies, IReadOnlyList<SeedDocument> Documents, IReadOnlyList<SeedItem> Items)
{
    /// <exception cref="JsonException">A file is not what it should be.</exception>
    public static SeedFiles Read(string folder) => new(
        Read<SeedRegisterFile>(Path.Combine(folder, "register.json")),
        Read<List<SeedBody>>(Path.Combine(folder, "bodies.json")),
        Read<List<SeedDocument>>(Path.Combine(folder, "documents.json")),
        [.. Directory.GetFiles(Path.Combine(folder, "items"), "*.json").Order(StringComparer.Ordinal).SelectMany(Read<List<SeedItem>>)]);

    private static T Read<T>(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(file), Json.Strict) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException failure)
        {
            throw new JsonException($"{Path.GetFileName(file)}: {failure.Message}", failure);
        }
    }
}

/// <summary>What holds for the whole seed.</summary>
/// <param name="RecordedAt">UTC; the fixed instant at which all of the seed counts as recorded.</param>
public sealed record SeedRegisterFile(DateTime RecordedAt);

/// <summary>A body as the seed writes it.</summary>
public sealed record SeedBody(string Code, string Name, IReadOnlyList<string>? OtherNames, Side Side, BodyKind Kind, string? Under);

/// <summary>A document as the seed writes it.</summary>
public sealed record SeedDocument(
    string Code, string Title, DocumentKind Kind, DateOnly DatedOn, DateOnly? PublishedOn, string Issuer, string? Address,
    IReadOnlyList<Paragraph>? Paragraphs, IReadOnlyList<BodyMention>? BodyMentions, string? Series = null);

/// <summary>A target as the seed writes it.</summary>
public sealed record SeedTarget(string Text, DateOnly? Earliest, DateOnly? Latest, Stage? Stage, string? Reason)
{
    public TargetDate Target => new(Text, Earliest, Latest, Stage);
}

/// <summary>An item as the seed writes it (seed/README.md explains each field).</summary>
public sealed record SeedItem
{
    public required string Code { get; init; }
    public Kind Kind { get; init; }
    public Form Form { get; init; }
    public required string Title { get; init; }
    public string? Acronym { get; init; }
    public IReadOnlyList<string> OtherNames { get; init; } = [];
    public string Summary { get; init; } = "";
    public string? Number { get; init; }
    public Pillar Pillar { get; init; }
    public IReadOnlyList<Pillar> FurtherPillars { get; init; } = [];
    public Area Area { get; init; }
    public IReadOnlyList<Area> FurtherAreas { get; init; } = [];
    public Nature Nature { get; init; }
    public int Weight { get; init; } = 1;
    public Period? Period { get; init; }
    public string? Proposer { get; init; }
    public string? Owner { get; init; }
    public IReadOnlyList<BodyPart> Bodies { get; init; } = [];
    public IReadOnlyList<Relation> Relations { get; init; } = [];
    public IReadOnlyList<Mention> Mentions { get; init; } = [];
    public DateOnly On { get; init; }
    public string? Since { get; init; }
    public Stage? Stage { get; init; }
    public IReadOnlyDictionary<Fact, string> Facts { get; init; } = new Dictionary<Fact, string>();
    public SeedTarget? Target { get; init; }
    public string? Note { get; init; }
    public IReadOnlyList<SeedEntry> Entries { get; init; } = [];
    public IReadOnlyList<SeedMeeting> Meetings { get; init; } = [];
    public bool Review { get; init; }
    public IReadOnlyList<SeedLedgerEntry> Ledger { get; init; } = [];
    public IReadOnlyList<SeedReportedFigure> ReportedFigures { get; init; } = [];
}

/// <summary>What an entry after the first does.</summary>
public enum SeedEntryType
{
    Update,
    Revision,
    Opening,
}

/// <summary>What became of an item later, or an earlier opening.</summary>
public sealed record SeedEntry
{
    public SeedEntryType Type { get; init; }
    public DateOnly On { get; init; }
    public string? DateText { get; init; }
    public DateOnly? DateEarliest { get; init; }
    public DateOnly? DateLatest { get; init; }
    public Stage? Stage { get; init; }
    public IReadOnlyDictionary<Fact, string> Facts { get; init; } = new Dictionary<Fact, string>();
    public IReadOnlyList<Fact> NotStated { get; init; } = [];
    public SeedTarget? Target { get; init; }
    public IReadOnlyList<string> Evidence { get; init; } = [];
    public int? DiffersFrom { get; init; }
    public bool NoChange { get; init; }
    public string? NextStep { get; init; }
    public string? Note { get; init; }
    public string? Since { get; init; }
    public string? Title { get; init; }
    public string? Acronym { get; init; }
    public IReadOnlyList<string>? OtherNames { get; init; }
    public string? Summary { get; init; }
    public Nature? Nature { get; init; }
    public Period? Period { get; init; }
    public IReadOnlyList<BodyPart>? Bodies { get; init; }
    public IReadOnlyList<Relation>? Relations { get; init; }
    public IReadOnlyList<Mention>? Mentions { get; init; }
}

/// <summary>A meeting of a mechanism as the seed writes it.</summary>
public sealed record SeedMeeting(int? Number, DateOnly On, string? Host, MeetingStatus Status, string? OutcomeDocument, IReadOnlyList<string>? Chairs, SeedFollowUps? FollowUps)
{
    public MeetingReport Report => new()
    {
        Number = Number,
        On = On,
        Status = Status,
        Host = Host,
        OutcomeDocument = OutcomeDocument,
        Chairs = Chairs ?? [],
        FollowUps = FollowUps is { } asked ? new(asked.Items ?? [], asked.Text) : null,
    };
}

/// <summary>What a meeting asked for as the seed writes it; without anything in it: none.</summary>
public sealed record SeedFollowUps(IReadOnlyList<string>? Items, string? Text);

/// <summary>A ledger entry as the seed writes it; amounts in minor units.</summary>
/// <param name="Other">The other side of a transfer, in a ledger that comes before this one.</param>
public sealed record SeedLedgerEntry(
    LedgerEntryType Type, DateOnly On, long? AmountMinor, string? Currency, string? Counterpart, string? Item, string? Document, string? Note, LedgerPlace? Other = null);

/// <summary>A total that a source reports.</summary>
public sealed record SeedReportedFigure(DateOnly On, string Text, string? Scope, string Document);

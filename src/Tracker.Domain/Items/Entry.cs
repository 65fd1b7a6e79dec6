using Tracker.Domain.Bodies;

namespace Tracker.Domain.Items;

/// <summary>What an entry does to its item (docs/domain.md, Words).</summary>
public enum EntryType
{
    Opening,
    Update,
    Revision,
    Assessment,

    /// <summary>Takes another entry back; "withdrawal" on pages.</summary>
    Void,
}

/// <summary>
/// One entry of an item's journal. Nothing in the journal is updated or deleted.
/// </summary>
public sealed class Entry
{
    private Entry() // EF
    {
        Content = new();
        ByName = "";
    }

    internal Entry(Guid itemId, int sequence, EntryType type, DateOnly? on, EntryContent content, Actor by, DateTime recordedAt)
    {
        ItemId = itemId;
        Sequence = sequence;
        Type = type;
        On = on;
        Content = content;
        ById = by.PersonId;
        ByName = by.Name;
        BySide = by.Side;
        RecordedAt = recordedAt;
    }

    public Guid ItemId { get; private set; }

    /// <summary>1, 2, 3 … within the item, in the order of recording.</summary>
    public int Sequence { get; private set; }

    /// <summary>Database-wide order of recording; given by storage.</summary>
    public long Position { get; private set; }

    public EntryType Type { get; private set; }

    /// <summary>The day from which it holds; null for a void, which holds on every day once recorded.</summary>
    public DateOnly? On { get; private set; }

    /// <summary>UTC, whole milliseconds, never before the previous entry's.</summary>
    public DateTime RecordedAt { get; private set; }

    public Guid ById { get; private set; }

    /// <summary>The name that the person had when it was recorded.</summary>
    public string ByName { get; private set; }

    /// <summary>The side that the person had when it was recorded.</summary>
    public Side? BySide { get; private set; }

    public EntryContent Content { get; private set; }

    public Update? Update => Content.Update;
    public Revision? Revision => Content.Revision;

    /// <summary>The stage that it moves to, if any; of an opening, the stage it opens at.</summary>
    public Stage? Stage => Content.Update?.Stage;

    /// <summary>The sources of an opening, update or revision; empty for other entries.</summary>
    public IReadOnlyList<Evidence> Evidence => Content.Update?.Evidence ?? Content.Revision?.Evidence ?? [];
}

/// <summary>What an entry says. An opening carries a profile and an update; the others one of the rest.</summary>
public sealed record EntryContent
{
    public Profile? Profile { get; init; }

    /// <summary>An earlier beginning that a source names, as it names it.</summary>
    public string? Since { get; init; }

    public Update? Update { get; init; }
    public Revision? Revision { get; init; }
    public Assessment? Assessment { get; init; }
    public Withdrawal? Withdrawal { get; init; }

    /// <summary>What is against its texts, wherever the entry lies in the journal.</summary>
    internal IReadOnlyList<Refusal> ObjectionsToTexts() => Texts.ObjectionsTo(
    [
        new(Since, "Since", 200),
        new(Assessment?.Note, "Note", 1000),
        new(Withdrawal?.Reason, "Reason"),
        .. Profile?.Written() ?? [],
        .. Update?.Written() ?? [],
        .. Revision?.Written() ?? [],
    ]);
}

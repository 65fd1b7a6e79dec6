namespace Tracker.Domain.Items;

/// <summary>Whether a meeting lies ahead, took place or fell through.</summary>
public enum MeetingStatus
{
    Scheduled,
    Held,
    Cancelled,
}

/// <summary>
/// A dated meeting of a mechanism. A held meeting is a cut-off: "since the last meeting" counts from
/// the day after it (docs/domain.md, Time).
/// </summary>
public sealed class Meeting
{
    private Meeting() // EF
    {
        Mechanism = "";
        Chairs = [];
    }

    /// <exception cref="RefusedException">It cannot be so.</exception>
    public Meeting(Item mechanism, int? number, DateOnly on, MeetingStatus status, DateOnly today, string? host = null, string? outcomeDocument = null, IReadOnlyList<string>? chairs = null)
    {
        if (mechanism.Kind != Kind.Mechanism)
        {
            throw new RefusedException("meeting.mechanism", "Only mechanisms have meetings.");
        }

        if (status == MeetingStatus.Held && on > today)
        {
            throw new RefusedException("meeting.future", "A meeting that lies in the future is scheduled, not held.", "On");
        }

        if (number is < 1)
        {
            throw new RefusedException("meeting.number", "Meetings are numbered from 1.", "Number");
        }

        RefusedException.ThrowIfAny(Texts.ObjectionsTo(
            [new(host, "Host", 200), new(outcomeDocument, "OutcomeDocument", 100), .. (chairs ?? []).Select(c => new Written(c, "Chairs", 200))]));

        Id = Guid.CreateVersion7();
        MechanismId = mechanism.Id;
        Mechanism = mechanism.Code;
        Number = number;
        On = on;
        Status = status;
        Host = host;
        OutcomeDocument = outcomeDocument;
        Chairs = chairs ?? [];
    }

    public Guid Id { get; private set; }
    public Guid MechanismId { get; private set; }

    /// <summary>Code of the mechanism.</summary>
    public string Mechanism { get; private set; }

    /// <summary>From 1; null where the meetings are not numbered.</summary>
    public int? Number { get; private set; }

    public DateOnly On { get; private set; }

    /// <summary>Held only on a day that has come.</summary>
    public MeetingStatus Status { get; private set; }

    /// <summary>Where it was held or who was host, in words.</summary>
    public string? Host { get; private set; }

    /// <summary>Code of the document in which it ended.</summary>
    public string? OutcomeDocument { get; private set; }

    /// <summary>Codes of the bodies that chaired it.</summary>
    public IReadOnlyList<string> Chairs { get; private set; }
}

/// <summary>A total that a source reports. It stands beside our own figures, never in a ledger.</summary>
public sealed class ReportedFigure
{
    private ReportedFigure() // EF
    {
        Item = Text = Document = "";
    }

    /// <exception cref="RefusedException">It says nothing.</exception>
    public ReportedFigure(Item item, DateOnly on, string text, string? scope, string document)
    {
        if (Texts.IsBlank(text) || text.Length > 400)
        {
            throw new RefusedException("reported-figure.text", "Enter what the source reports, in at most 400 characters.", "Text");
        }

        RefusedException.ThrowIfAny(Texts.ObjectionsTo([new(text, "Text"), new(scope, "Scope", 400), new(document, "Document", 100)]));

        Id = Guid.CreateVersion7();
        ItemId = item.Id;
        Item = item.Code;
        On = on;
        Text = text;
        Scope = scope;
        Document = document;
    }

    public Guid Id { get; private set; }
    public Guid ItemId { get; private set; }

    /// <summary>Code of the item that it is about.</summary>
    public string Item { get; private set; }

    public DateOnly On { get; private set; }

    /// <summary>The figure as the source reports it.</summary>
    public string Text { get; private set; }

    /// <summary>What the figure covers, as the source has it.</summary>
    public string? Scope { get; private set; }

    /// <summary>Code of the source.</summary>
    public string Document { get; private set; }
}

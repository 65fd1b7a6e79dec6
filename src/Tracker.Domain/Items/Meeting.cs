namespace Tracker.Domain.Items;

/// <summary>Whether a meeting lies ahead, took place or fell through.</summary>
public enum MeetingStatus
{
    Scheduled,
    Held,
    Cancelled,
}

/// <summary>What a held meeting asked for. Where it names nothing, the meeting asked for nothing: "none".</summary>
/// <param name="Items">Codes of the items that it asked to take up or to move.</param>
/// <param name="Text">What else it asked for, in words.</param>
public sealed record FollowUps(IReadOnlyList<string> Items, string? Text = null)
{
    /// <summary>The most items that one meeting names.</summary>
    public const int MostItems = 50;

    /// <summary>It is said that the meeting asked for nothing.</summary>
    public static FollowUps None { get; } = new([]);

    public bool AreNone => Items.Count == 0 && Texts.IsBlank(Text);
}

/// <summary>What a register keeper says of a meeting.</summary>
public sealed record MeetingReport
{
    /// <summary>From 1; null where the meetings are not numbered.</summary>
    public int? Number { get; init; }

    public DateOnly On { get; init; }
    public MeetingStatus Status { get; init; }

    /// <summary>Where it was held or who was host, in words.</summary>
    public string? Host { get; init; }

    /// <summary>Codes of the bodies that chaired it.</summary>
    public IReadOnlyList<string> Chairs { get; init; } = [];

    /// <summary>Code of the document in which it ended.</summary>
    public string? OutcomeDocument { get; init; }

    /// <summary>Null where they are not recorded; <see cref="FollowUps.None"/> where it is said that there are none.</summary>
    public FollowUps? FollowUps { get; init; }

    internal MeetingReport Tidy() => this with
    {
        Host = Kept(Host),
        OutcomeDocument = Kept(OutcomeDocument),
        FollowUps = FollowUps is { } asked ? asked with { Text = Kept(asked.Text) } : null,
    };

    internal bool SaysTheSameAs(MeetingReport other) =>
        (Number, On, Status, Host, OutcomeDocument) == (other.Number, other.On, other.Status, other.Host, other.OutcomeDocument)
        && Chairs.SequenceEqual(other.Chairs)
        && (FollowUps is null) == (other.FollowUps is null)
        && FollowUps?.Text == other.FollowUps?.Text
        && (FollowUps?.Items ?? []).SequenceEqual(other.FollowUps?.Items ?? []);

    private static string? Kept(string? text) => Texts.IsBlank(text) ? null : text.Trim();
}

/// <summary>A change of what is recorded of a meeting.</summary>
/// <param name="At">UTC, whole milliseconds.</param>
/// <param name="ByName">The name that the person had then.</param>
/// <param name="Before">What was recorded until then.</param>
public sealed record MeetingChange(DateTime At, Guid ById, string ByName, MeetingReport Before);

/// <summary>
/// A dated meeting of a mechanism. A held meeting is a cut-off: "since the last meeting" counts from
/// the day after it (docs/domain.md, Meetings).
/// </summary>
public sealed class Meeting
{
    /// <summary>The most bodies that chair one meeting.</summary>
    public const int MostChairs = 20;

    private Meeting() // EF
    {
        Mechanism = RecordedByName = "";
        Chairs = [];
        Changes = [];
    }

    private Meeting(Item mechanism, MeetingReport report, Actor actor, DateTime now)
        : this()
    {
        Id = Guid.CreateVersion7();
        MechanismId = mechanism.Id;
        Mechanism = mechanism.Code;
        RecordedById = actor.PersonId;
        RecordedByName = actor.Name;
        RecordedAt = Milliseconds(now);
        Take(report);
    }

    public Guid Id { get; private set; }
    public Guid MechanismId { get; private set; }

    /// <summary>Code of the mechanism.</summary>
    public string Mechanism { get; private set; }

    /// <summary>From 1; null where the meetings are not numbered. No other meeting of the mechanism has it, cancelled ones apart.</summary>
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

    /// <summary>Null where they are not recorded; <see cref="FollowUps.None"/> where it is said that there are none.</summary>
    public FollowUps? FollowUps { get; private set; }

    public Guid RecordedById { get; private set; }

    /// <summary>The name that the person had when it was recorded.</summary>
    public string RecordedByName { get; private set; }

    /// <summary>UTC, whole milliseconds.</summary>
    public DateTime RecordedAt { get; private set; }

    /// <summary>Who changed it and what it said before, oldest first.</summary>
    public IReadOnlyList<MeetingChange> Changes { get; private set; }

    /// <summary>1, and one more with each change: a form that saw an earlier one is told so.</summary>
    public int Version { get; private set; }

    /// <summary>What is recorded of it now.</summary>
    public MeetingReport Report => new()
    {
        Number = Number,
        On = On,
        Status = Status,
        Host = Host,
        OutcomeDocument = OutcomeDocument,
        Chairs = Chairs,
        FollowUps = FollowUps,
    };

    /// <summary>A register keeper records a meeting.</summary>
    /// <param name="others">The other meetings of the mechanism.</param>
    /// <param name="today">Today in the organisation's time zone.</param>
    /// <param name="now">UTC.</param>
    /// <exception cref="RefusedException">Every reason against it, at once.</exception>
    public static Meeting Record(Item mechanism, MeetingReport report, IReadOnlyCollection<Meeting> others, Actor actor, DateOnly today, DateTime now)
    {
        RefusedException.ThrowIfAny(MeetingObjections.To(mechanism, null, report.Tidy(), others, actor, today));
        return new(mechanism, report.Tidy(), actor, now);
    }

    /// <summary>
    /// A register keeper says what became of a scheduled meeting, or corrects a mistake. What was recorded before
    /// stays among the <see cref="Changes"/>.
    /// </summary>
    /// <param name="others">The other meetings of the mechanism.</param>
    /// <param name="today">Today in the organisation's time zone.</param>
    /// <param name="now">UTC.</param>
    /// <exception cref="RefusedException">Every reason against it, at once; nothing was changed.</exception>
    public void Change(Item mechanism, MeetingReport report, IReadOnlyCollection<Meeting> others, Actor actor, DateOnly today, DateTime now)
    {
        RefusedException.ThrowIfAny(MeetingObjections.To(mechanism, this, report.Tidy(), others, actor, today));
        Changes = [.. Changes, new(Milliseconds(now), actor.PersonId, actor.Name, Report)];
        Take(report.Tidy());
    }

    /// <summary>Forgets what was changed after an instant (UTC), for a register as it was known then; it is recorded by that instant.</summary>
    public void GoBackTo(DateTime knownAt)
    {
        if (Changes.FirstOrDefault(c => c.At > knownAt) is { } first)
        {
            Changes = [.. Changes.TakeWhile(c => c != first)];
            Take(first.Before);
            Version = Changes.Count + 1;
        }
    }

    private void Take(MeetingReport report)
    {
        Number = report.Number;
        On = report.On;
        Status = report.Status;
        Host = report.Host;
        OutcomeDocument = report.OutcomeDocument;
        Chairs = report.Chairs;
        FollowUps = report.FollowUps;
        Version++;
    }

    private static DateTime Milliseconds(DateTime now) => new(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
}

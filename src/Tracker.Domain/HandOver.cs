namespace Tracker.Domain;

/// <summary>On which days somebody hands their items over.</summary>
/// <param name="LastOn">That day included; null for good, which is until somebody ends it.</param>
public sealed record HandOverDays(DateOnly? FirstOn, DateOnly? LastOn);

/// <summary>
/// A person hands their items over to another: on its days the other's bodies include those that the
/// person has of their own (docs/domain.md, Handing over).
/// </summary>
public sealed class HandOver
{
    private HandOver() // EF
    {
        FromName = ToName = "";
    }

    private HandOver(HandOverDays days, Actor from, Actor to, DateTime now)
    {
        Id = Guid.CreateVersion7();
        (FromId, FromName, ToId, ToName) = (from.PersonId, from.Name, to.PersonId, to.Name);
        (FirstOn, LastOn) = (days.FirstOn!.Value, days.LastOn);
        MadeAt = now;
    }

    public Guid Id { get; private set; }

    /// <summary>Whose items they are; who made it.</summary>
    public Guid FromId { get; private set; }

    /// <summary>The name that the person had then.</summary>
    public string FromName { get; private set; }

    public Guid ToId { get; private set; }

    /// <summary>The name that the person had then.</summary>
    public string ToName { get; private set; }

    public DateOnly FirstOn { get; private set; }

    /// <summary>That day included; null until somebody ends it.</summary>
    public DateOnly? LastOn { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime MadeAt { get; private set; }

    /// <summary>UTC; from then on it gives nothing.</summary>
    public DateTime? EndedAt { get; private set; }

    public Guid? EndedById { get; private set; }

    /// <summary>The name that the person had then.</summary>
    public string? EndedByName { get; private set; }

    public bool IsInForceOn(DateOnly day) => EndedAt is null && FirstOn <= day && !(LastOn < day);

    /// <summary>Neither ended nor over on a day; it may begin later.</summary>
    public bool IsOpenOn(DateOnly day) => EndedAt is null && !(LastOn < day);

    /// <summary>Every reason against handing over, at once; empty where <see cref="Make"/> accepts it.</summary>
    /// <param name="to">Null where nobody is chosen, or the account is not open.</param>
    /// <param name="others">What the same person has handed over before.</param>
    /// <param name="today">Today in the organisation's time zone.</param>
    public static IReadOnlyList<Refusal> ObjectionsTo(HandOverDays days, Actor from, Actor? to, IEnumerable<HandOver> others, DateOnly today)
    {
        List<Refusal> refusals = [];
        if (Permissions.ToHandOver(from) is { } refusal)
        {
            refusals.Add(refusal);
        }

        if (to is null)
        {
            refusals.Add(new("handover.to", "Choose who takes your items over; somebody with an open account.", "To"));
        }
        else if (to.PersonId == from.PersonId)
        {
            refusals.Add(new("handover.self", "Choose somebody else: these items are yours already.", "To"));
        }
        else if (!Permissions.MayReport(to.Role))
        {
            refusals.Add(new("handover.role", $"{to.Name} does not record updates. Choose an official or a register keeper.", "To"));
        }
        else if (from.Side is null || to.Side != from.Side)
        {
            refusals.Add(new("handover.side", $"{to.Name} is not of your side. Items are handed over within a side.", "To"));
        }

        if (days.FirstOn is not { } first)
        {
            refusals.Add(new("handover.first", "Enter the first day.", "FirstOn"));
        }
        else if (first < today)
        {
            refusals.Add(new("handover.first", "The first day has passed. Enter today or a later day.", "FirstOn"));
        }
        else if (days.LastOn < first)
        {
            refusals.Add(new("handover.last", "The last day lies before the first.", "LastOn"));
        }
        else if (others.FirstOrDefault(o => o.IsOpenOn(today) && !(o.LastOn < first) && !(days.LastOn < o.FirstOn)) is { } other)
        {
            refusals.Add(new("handover.overlap", $"On some of these days your items are handed over to {other.ToName} already. End that first, or choose other days.", "FirstOn"));
        }

        return refusals;
    }

    /// <param name="others">What the same person has handed over before.</param>
    /// <param name="today">Today in the organisation's time zone.</param>
    /// <param name="now">UTC.</param>
    /// <exception cref="RefusedException">Every reason against it.</exception>
    public static HandOver Make(HandOverDays days, Actor from, Actor? to, IEnumerable<HandOver> others, DateOnly today, DateTime now)
    {
        RefusedException.ThrowIfAny(ObjectionsTo(days, from, to, others, today));
        return new(days, from, to!, now);
    }

    /// <summary>Either of the two, or an administrator, ends it at once.</summary>
    /// <param name="today">Today in the organisation's time zone.</param>
    /// <param name="now">UTC.</param>
    /// <exception cref="RefusedException">It is over already, or is somebody else's.</exception>
    public void End(Actor by, DateOnly today, DateTime now)
    {
        if (by.PersonId != FromId && by.PersonId != ToId && Permissions.ToAdminister(by) is not null)
        {
            throw new RefusedException("handover.end", "Only the two people concerned and administrators end a hand-over.");
        }

        if (!IsOpenOn(today))
        {
            throw new RefusedException("handover.over", "This hand-over is over already.");
        }

        (EndedAt, EndedById, EndedByName) = (now, by.PersonId, by.Name);
    }
}

namespace Tracker.Application.Reminders;

/// <summary>What a person is reminded of.</summary>
public enum ReminderKind
{
    /// <summary>The latest day of an item's target; the subject is the item.</summary>
    Target,

    /// <summary>The day of a scheduled meeting; the subject is the meeting.</summary>
    Meeting,

    /// <summary>What presses and what changed, of a day or a week; the subject is the person.</summary>
    Digest,
}

/// <summary>
/// A reminder that was given to a person. Its key is what it is about: who, of what, of which day, how
/// long before; so that none is given twice, and another day of the same target reminds anew.
/// </summary>
/// <param name="SubjectId">Id of the item, the meeting or, of a digest, the person.</param>
/// <param name="On">The target's latest day, the day of the meeting, or the first day of the digest.</param>
/// <param name="Offset">Days before it (<see cref="Domain.Ahead"/>); 0 of a digest.</param>
/// <param name="Title">What it is about, as it was called then.</param>
/// <param name="Words">The target as written, or where the meeting is; null where nothing is said.</param>
/// <param name="Path">The page that it leads to, within the application.</param>
/// <param name="GivenAt">UTC.</param>
/// <param name="MailId">The mail that carries it; null where none is to be sent.</param>
public sealed record Reminder(
    Guid PersonId, ReminderKind Kind, Guid SubjectId, DateOnly On, int Offset, string Title, string? Words, string Path, DateTime GivenAt, Guid? MailId)
{
    /// <summary>UTC; null until the person has read it.</summary>
    public DateTime? ReadAt { get; init; }
}

/// <summary>A person is reminded of an item that no body of theirs leads.</summary>
/// <param name="Since">UTC.</param>
public sealed record Follow(Guid PersonId, Guid ItemId, DateTime Since);

/// <summary>How often a person is told what presses and what changed.</summary>
public enum DigestEvery
{
    Never,
    Day,
    Week,
}

namespace Tracker.Application.Reminders;

/// <summary>Where a mail is on its way.</summary>
public enum MailState
{
    /// <summary>Written and not yet sent, or surely not accepted: it is tried (again).</summary>
    Waiting,

    /// <summary>Being handed to the mail server at this moment.</summary>
    Sending,

    /// <summary>The mail server has accepted it.</summary>
    Sent,

    /// <summary>The connection, or the application, ended before the mail server's answer: it may have arrived, and is never sent again.</summary>
    Unsure,

    /// <summary>The mail server refused it for good, or for too long.</summary>
    Refused,

    /// <summary>The account was closed, or wanted no more mails, before it was sent.</summary>
    Dropped,
}

/// <param name="Text">One line of plain text.</param>
/// <param name="Path">The page that it leads to, within the application.</param>
public sealed record MailLine(string Text, string Path);

/// <param name="Heading">Null where it needs none.</param>
public sealed record MailSection(string? Heading, IReadOnlyList<MailLine> Lines);

/// <summary>A mail to a person, written with what it carries in one transaction and sent after it.</summary>
/// <param name="Id">Also its Message-ID, whenever it is sent.</param>
/// <param name="WrittenAt">UTC.</param>
public sealed record Mail(Guid Id, Guid PersonId, string Subject, IReadOnlyList<MailSection> Content, DateTime WrittenAt)
{
    public MailState State { get; init; }

    /// <summary>UTC; not tried before.</summary>
    public DateTime NextAt { get; init; } = WrittenAt;

    /// <summary>How often it was tried in vain.</summary>
    public int Failures { get; init; }

    /// <summary>Why it was not accepted, as the mail server or the connection said; null where nothing was said.</summary>
    public string? Why { get; init; }
}

namespace Tracker.Application.Reminders;

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>It begins in the clear and is encrypted before anything is said; where the server cannot, nothing is sent.</summary>
    StartTls,

    /// <summary>Encrypted from the start.</summary>
    Tls,

    /// <summary>Not at all: for a mail server on the same machine.</summary>
    None,
}

/// <summary>Over which mail server reminders are sent, in whose name, and when.</summary>
/// <param name="Host">Null where none is set: then reminders are in the application alone.</param>
/// <param name="User">Null where the server asks for none.</param>
/// <param name="From">The sender's address, with or without a name before it.</param>
/// <param name="PublicAddress">Where people reach the installation; what mails link to.</param>
/// <param name="At">The time of the day, in the organisation's time zone, from which reminders of that day are given.</param>
public sealed record MailSettings(string? Host, int Port, MailSecurity Security, string? User, string? Password, string? From, Uri? PublicAddress, TimeOnly At)
{
    /// <summary>None is sent; reminders are given from seven in the morning.</summary>
    public static MailSettings None { get; } = new(null, 0, MailSecurity.StartTls, null, null, null, null, new(7, 0));

    public bool IsSet => Host is not null;

    /// <summary>An address of this installation as others reach it; null where its own is not known.</summary>
    public string? AddressOf(string path) => PublicAddress is { } address ? $"{address.AbsoluteUri.TrimEnd('/')}/{path}" : null;

    /// <remarks>Without the password.</remarks>
    public override string ToString() => $"{Host}:{Port} ({Security})";
}

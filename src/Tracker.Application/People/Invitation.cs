using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Tracker.Domain;

namespace Tracker.Application.People;

/// <summary>
/// A one-time link with which somebody opens an account. Storage keeps only the hash of its token;
/// the token itself is shown once.
/// </summary>
public sealed class Invitation
{
    /// <summary>How long the link of an administrator's invitation holds.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>How long the link for the first administrator holds.</summary>
    public static readonly TimeSpan LifetimeOfFirst = TimeSpan.FromHours(24);

    private Invitation() // EF
    {
        TokenHash = "";
        Bodies = [];
    }

    private Invitation(string token, string? email, Role role, IEnumerable<string> bodies, Guid? invitedBy, DateTime createdAt, DateTime expiresAt)
    {
        Id = Guid.CreateVersion7();
        TokenHash = HashOf(token);
        Email = email;
        Role = role;
        Bodies = [.. bodies];
        InvitedBy = invitedBy;
        CreatedAt = createdAt;
        ExpiresAt = expiresAt;
    }

    public Guid Id { get; private set; }

    /// <summary>SHA-256 of the token, in hexadecimal.</summary>
    public string TokenHash { get; private set; }

    /// <summary>The address that the account will have; the first administrator chooses one.</summary>
    public string? Email { get; private set; }

    public Role Role { get; private set; }

    public List<string> Bodies { get; private set; }

    /// <summary>The administrator; none for the first account, whose link the start prints.</summary>
    public Guid? InvitedBy { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>UTC; at this instant the link no longer opens anything.</summary>
    public DateTime ExpiresAt { get; private set; }

    /// <summary>UTC; when the account was opened with it, or when it was taken back.</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <summary>The start printed it; nobody invited.</summary>
    public bool IsForFirstAdministrator => InvitedBy is null;

    /// <summary>An invitation that the start prints, with its token.</summary>
    /// <param name="now">UTC.</param>
    public static (Invitation Invitation, string Token) ForFirstAdministrator(DateTime now)
    {
        var token = NewToken();
        return (new(token, null, Role.Administrator, [], null, now, now + LifetimeOfFirst), token);
    }

    /// <summary>An administrator's invitation, with its token.</summary>
    /// <param name="now">UTC.</param>
    public static (Invitation Invitation, string Token) For(string email, Role role, IEnumerable<string> bodies, Guid invitedBy, DateTime now)
    {
        var token = NewToken();
        return (new(token, email, role, bodies, invitedBy, now, now + Lifetime), token);
    }

    /// <summary>Whether its link opens an account at an instant (UTC).</summary>
    public bool IsOpenAt(DateTime instant) => ClosedAt is null && instant < ExpiresAt;

    /// <summary>Used or taken back; a second time changes nothing.</summary>
    /// <param name="now">UTC.</param>
    public void Close(DateTime now) => ClosedAt ??= now;

    /// <summary>What storage keeps of a token.</summary>
    public static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}

using System.Buffers.Text;
using System.Security.Cryptography;
using Tracker.Application.People;

namespace Tracker.Application.Calendars;

/// <summary>What a calendar holds.</summary>
public enum FeedOf
{
    /// <summary>What the person's bodies lead and what they follow.</summary>
    Mine,

    /// <summary>What a body, or one under it, leads.</summary>
    Body,

    /// <summary>A plan, its action lines and what implements them.</summary>
    Plan,
}

/// <summary>A private address at which a calendar program reads days. Storage keeps only the hash of its token.</summary>
public sealed class Feed
{
    private Feed() // EF
    {
        Subject = TokenHash = "";
    }

    private Feed(Guid personId, FeedOf of, string subject)
        : this() => (Id, PersonId, Of, Subject) = (Guid.CreateVersion7(), personId, of, subject);

    public Guid Id { get; private set; }

    /// <summary>Whose it is; while the account is closed there is nothing at the address.</summary>
    public Guid PersonId { get; private set; }

    public FeedOf Of { get; private set; }

    /// <summary>Code of the body or plan; empty of one's own.</summary>
    public string Subject { get; private set; }

    /// <summary>As that of an invitation.</summary>
    public string TokenHash { get; private set; }

    /// <summary>UTC; when it was made or last renewed.</summary>
    public DateTime MadeAt { get; private set; }

    /// <summary>A new address of a calendar, with its token.</summary>
    /// <param name="now">UTC.</param>
    public static (Feed Feed, string Token) For(Guid personId, FeedOf of, string subject, DateTime now)
    {
        var feed = new Feed(personId, of, subject);
        return (feed, feed.Renew(now));
    }

    /// <summary>Another address takes the place of the present one, at which nothing is found from then on.</summary>
    /// <param name="now">UTC.</param>
    /// <returns>The token of the new address; it is not kept and cannot be shown again.</returns>
    public string Renew(DateTime now)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        (TokenHash, MadeAt) = (Invitation.HashOf(token), now);
        return token;
    }
}

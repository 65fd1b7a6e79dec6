using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;

namespace Tracker.Application.People;

/// <summary>While nobody has an account, whoever starts the application may open the first one.</summary>
public sealed class FirstAdministrator(OneWriter writer, Calendar calendar)
{
    /// <summary>The token of a new one-time link, or null where an account exists. Links of earlier starts stop working.</summary>
    public Task<string?> NewLinkAsync(CancellationToken ct = default) => writer.WriteAsync<string?>(
        async db =>
        {
            var earlier = await db.Set<Invitation>().Where(i => i.InvitedBy == null && i.ClosedAt == null).ToListAsync(ct);
            foreach (var invitation in earlier)
            {
                invitation.Close(calendar.UtcNow);
            }

            if (await Accounts.AnyAsync(db, ct))
            {
                return null;
            }

            var (first, token) = Invitation.ForFirstAdministrator(calendar.UtcNow);
            db.Add(first);
            return token;
        },
        ct);
}

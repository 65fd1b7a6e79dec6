using Microsoft.EntityFrameworkCore;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;

namespace Tracker.Application.Reminders;

/// <summary>Tells the open pages of this process that somebody has other unread reminders than before.</summary>
public sealed class ReminderNews
{
    /// <summary>Whose; raised after it was saved.</summary>
    public event Action<Guid>? Changed;

    internal void Tell(Guid personId) => Changed?.Invoke(personId);
}

/// <summary>A person has read their reminders, and chooses how they come.</summary>
public sealed class ReadReminders(OneWriter writer, ReminderNews news, Calendar calendar)
{
    /// <param name="upTo">UTC; only those that were given by then, as a list showed them.</param>
    /// <param name="one">Only this one; null for all.</param>
    /// <exception cref="RefusedException">The account is not open; nothing was saved.</exception>
    public async Task ExecuteAsync(DateTime upTo, Guid personId, ReminderKey? one = null, CancellationToken ct = default)
    {
        await writer.WriteAsync(
            async db =>
            {
                await Actors.OfAsync(db, personId, ct);
                var unread = db.Reminders.Where(r => r.PersonId == personId && r.ReadAt == null && r.GivenAt <= upTo);
                if (one is { } key)
                {
                    unread = unread.Where(r => r.Kind == key.Kind && r.SubjectId == key.SubjectId && r.On == key.On && r.Offset == key.Offset);
                }

                return await unread.ExecuteUpdateAsync(set => set.SetProperty(r => r.ReadAt, calendar.UtcNow), ct);
            },
            ct);
        news.Tell(personId);
    }

    /// <exception cref="RefusedException">The account is not open, or the choice is none; nothing was saved.</exception>
    public Task ChooseAsync(DigestEvery digest, bool inAppOnly, Guid personId, CancellationToken ct = default) => writer.WriteAsync(
        async db =>
        {
            await Actors.OfAsync(db, personId, ct);
            if (!Enum.IsDefined(digest))
            {
                throw new RefusedException("reminder.digest", "Choose each day, each week or never.", "Digest");
            }

            var person = await db.Users.SingleAsync(p => p.Id == personId, ct);
            (person.Digest, person.RemindersInAppOnly) = (digest, inAppOnly);
            return person;
        },
        ct);
}

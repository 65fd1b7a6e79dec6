using Microsoft.EntityFrameworkCore;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;

namespace Tracker.Application.Packs;

/// <summary>What a side means to say on an item at a meeting. Only people of that side see it.</summary>
/// <remarks>Append-only: the latest of a meeting, an item and a side is the one that stands; an empty text takes it away.</remarks>
public sealed class LineToTake
{
    /// <summary>In characters.</summary>
    public const int MaximumLength = 2000;

    // EF
    private LineToTake()
    {
    }

    internal LineToTake(Guid meeting, Guid item, Side side, string text, Actor by, DateTime at) =>
        (Id, MeetingId, ItemId, Side, Text, ById, ByName, WrittenAt) = (Guid.CreateVersion7(), meeting, item, side, text.Trim(), by.PersonId, by.Name, at);

    public Guid Id { get; private set; }
    public Guid MeetingId { get; private set; }
    public Guid ItemId { get; private set; }
    public Side Side { get; private set; }
    public string Text { get; private set; } = "";
    public Guid ById { get; private set; }

    /// <summary>The name that the person had when it was written.</summary>
    public string ByName { get; private set; } = "";

    /// <summary>UTC, whole milliseconds.</summary>
    public DateTime WrittenAt { get; private set; }
}

/// <summary>Somebody writes what their side means to say on an item at a meeting.</summary>
public sealed class WriteLineToTake(OneWriter writer, Calendar calendar)
{
    /// <param name="lastSeen">Id of the line that the person saw; null where they saw none.</param>
    /// <exception cref="RefusedException">Every reason against it; nothing was written.</exception>
    public Task<Guid> ExecuteAsync(Guid meeting, string code, string text, Guid personId, Guid? lastSeen = null, Guid? submission = null, CancellationToken ct = default) =>
        writer.WriteAsync(
            async db =>
            {
                var actor = await Actors.OfAsync(db, personId, ct);
                RefusedException.ThrowIfAny(
                [
                    .. new[] { Permissions.ToWriteLineToTake(actor) }.OfType<Refusal>(),
                    .. Texts.ObjectionsTo([new(text, "Line", LineToTake.MaximumLength)]),
                ]);
                var item = await db.Items.Where(i => i.Code == code).Select(i => (Guid?)i.Id).SingleOrDefaultAsync(ct);
                if (item is not { } id || !await db.Meetings.AnyAsync(m => m.Id == meeting, ct))
                {
                    throw new RefusedException("line-to-take.unknown", "There is no such item or meeting any more. Look at the papers again.");
                }

                var side = actor.Side!.Value;
                var stands = await db.LinesToTake.Where(l => l.MeetingId == meeting && l.ItemId == id && l.Side == side).OrderByDescending(l => l.WrittenAt).ThenByDescending(l => l.Id).FirstOrDefaultAsync(ct);
                if (stands is not null && stands.Id != lastSeen && stands.ById != personId)
                {
                    throw new RefusedException("line-to-take.rival", $"{stands.ByName} wrote a line meanwhile: “{stands.Text}” Nothing of yours is lost. Look at it, then save again.", "Line");
                }

                var now = calendar.UtcNow;
                var line = new LineToTake(meeting, id, side, text, actor, new(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc));
                db.LinesToTake.Add(line);
                return line.Id;
            },
            personId,
            submission,
            ct);
}

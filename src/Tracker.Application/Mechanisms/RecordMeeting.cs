using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Items;

namespace Tracker.Application.Mechanisms;

/// <summary>A register keeper records a meeting of a mechanism, says what became of a scheduled one, or corrects one.</summary>
public sealed class RecordMeeting(OneWriter writer, IDbContextFactory<TrackerDbContext> contexts, Calendar calendar)
{
    /// <summary>Records a new meeting.</summary>
    /// <param name="code">Of the mechanism.</param>
    /// <exception cref="RefusedException">Every reason against it; nothing was recorded.</exception>
    /// <returns>The id of the meeting.</returns>
    public Task<Guid> ExecuteAsync(string code, MeetingReport report, Guid personId, Guid? submission = null, CancellationToken ct = default) =>
        writer.WriteAsync(
            async db =>
            {
                var actor = await Actors.OfAsync(db, personId, ct);
                var (mechanism, meetings) = await MechanismAsync(db, code, ct);
                RefusedException.ThrowIfAny(await ObjectionsAsync(db, mechanism, null, report, meetings, actor, ct));

                var meeting = Meeting.Record(mechanism, report, meetings, actor, calendar.Today, calendar.UtcNow);
                db.Meetings.Add(meeting);
                return meeting.Id;
            },
            personId,
            submission,
            ct);

    /// <summary>Changes what is recorded of a meeting; what it said before is kept.</summary>
    /// <param name="code">Of the mechanism.</param>
    /// <param name="lastSeen">The version that the person saw; null to skip the check.</param>
    /// <exception cref="RefusedException">Every reason against it, among them that somebody else changed it meanwhile; nothing was recorded.</exception>
    public Task<Guid> ChangeAsync(string code, Guid id, MeetingReport report, Guid personId, int? lastSeen = null, Guid? submission = null, CancellationToken ct = default) =>
        writer.WriteAsync(
            async db =>
            {
                var actor = await Actors.OfAsync(db, personId, ct);
                var (mechanism, meetings) = await MechanismAsync(db, code, ct);
                var meeting = MeetingOrRefuse(meetings, id);
                if (meeting.Version > lastSeen)
                {
                    var rival = meeting.Changes[^1];
                    throw new RefusedException(
                        "meeting.rival",
                        $"{rival.ByName} changed this meeting meanwhile, at {calendar.Local(rival.At):HH:mm}. Nothing of yours is lost or recorded yet: what you did not change follows what is recorded now. Look at it, then save again.");
                }

                RefusedException.ThrowIfAny(await ObjectionsAsync(db, mechanism, meeting, report, meetings, actor, ct));
                meeting.Change(mechanism, report, meetings, actor, calendar.Today, calendar.UtcNow);
                return meeting.Id;
            },
            personId,
            submission,
            ct);

    /// <summary>Every reason why it would be refused now; nothing is written.</summary>
    /// <param name="id">Of the meeting that is changed; null for a new one.</param>
    public async Task<IReadOnlyList<Refusal>> ObjectionsAsync(string code, Guid? id, MeetingReport report, Guid personId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Journals.RefusalsOfAsync(async () =>
        {
            var actor = await Actors.OfAsync(db, personId, ct);
            var (mechanism, meetings) = await MechanismAsync(db, code, ct);
            return await ObjectionsAsync(db, mechanism, id is { } changed ? MeetingOrRefuse(meetings, changed) : null, report, meetings, actor, ct);
        });
    }

    private static async Task<(Item Mechanism, List<Meeting> Meetings)> MechanismAsync(TrackerDbContext db, string code, CancellationToken ct)
    {
        var mechanism = await db.ItemOrRefuseAsync(code, ct);
        return (mechanism, await db.Meetings.Where(m => m.MechanismId == mechanism.Id).ToListAsync(ct));
    }

    /// <exception cref="RefusedException">The mechanism has no such meeting.</exception>
    private static Meeting MeetingOrRefuse(List<Meeting> meetings, Guid id) =>
        meetings.Find(m => m.Id == id) ?? throw new RefusedException("meeting.unknown", "There is no such meeting of this mechanism. Look at its page again.");

    private async Task<IReadOnlyList<Refusal>> ObjectionsAsync(
        TrackerDbContext db, Item mechanism, Meeting? changed, MeetingReport report, List<Meeting> meetings, Actor actor, CancellationToken ct)
    {
        var refusals = MeetingObjections.To(mechanism, changed, report, meetings, actor, calendar.Today);
        var references = await db.ReferenceObjectionsAsync(
            "", report.Chairs, report.FollowUps?.Items ?? [], string.IsNullOrWhiteSpace(report.OutcomeDocument) ? [] : [(report.OutcomeDocument.Trim(), null)], ct);
        return [.. refusals, .. references.Select(r => r with { Field = FieldOf(r.Rule) })];
    }

    private static string FieldOf(string rule) => rule switch
    {
        "reference.body" => "Chairs",
        "reference.item" => "FollowUps",
        _ => "OutcomeDocument",
    };
}

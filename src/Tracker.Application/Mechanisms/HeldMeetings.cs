using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Overview;
using Tracker.Application.Storage;
using Tracker.Domain.Items;

namespace Tracker.Application.Mechanisms;

/// <summary>A held meeting from which changes can be counted: its own day belongs to the time before.</summary>
/// <param name="Mechanism">Code of its mechanism.</param>
public sealed record CutOff(string Mechanism, string Title, string? Acronym, int? Number, DateOnly On, bool IsReview);

/// <summary>Held meetings, the newest first, with their mechanisms as they were on a day.</summary>
internal static class HeldMeetings
{
    /// <param name="until">The last day whose meetings are asked for.</param>
    /// <remarks>The mechanisms that review the whole are few and asked for first, so that their meetings are found by index.</remarks>
    public static async Task<List<CutOff>> OfReviewsAsync(this TrackerDbContext db, DateOnly day, DateOnly until, int most, CancellationToken ct)
    {
        var reviews = await db.Items.Where(i => i.IsReview).Select(i => i.Id).ToListAsync(ct);
        return await db.Held(db.Meetings.Where(m => reviews.Contains(m.MechanismId)), day, until, isReview: true).Take(most).ToListAsync(ct);
    }

    public static async Task<List<CutOff>> OfOthersAsync(this TrackerDbContext db, DateOnly day, DateOnly until, int most, CancellationToken ct) =>
        await db.Held(db.Meetings.Where(m => !db.Items.Any(i => i.Id == m.MechanismId && i.IsReview)), day, until, isReview: false).Take(most).ToListAsync(ct);

    /// <summary>The meeting of a mechanism on a day; null where none was held then.</summary>
    public static async Task<CutOff?> OfAsync(this TrackerDbContext db, DateOnly day, Since since, CancellationToken ct) =>
        await db.Held(db.Meetings.Where(m => m.Mechanism == since.Mechanism && m.MechanismId == db.Items.Single(i => i.Code == since.Mechanism).Id && m.On == since.On), day, since.On, isReview: false)
            .FirstOrDefaultAsync(ct);

    /// <summary>The last of some meetings that was held up to a day; null where none was.</summary>
    public static Task<CutOff?> HeldAsync(this TrackerDbContext db, IQueryable<Meeting> meetings, DateOnly until, CancellationToken ct) =>
        db.Held(meetings, until, until, isReview: false).FirstOrDefaultAsync(ct);

    private static IQueryable<CutOff> Held(this TrackerDbContext db, IQueryable<Meeting> meetings, DateOnly day, DateOnly until, bool isReview) =>
        from meeting in meetings
        join span in db.On(day) on meeting.MechanismId equals span.ItemId
        where meeting.Status == MeetingStatus.Held && meeting.On <= until
        orderby meeting.On descending, meeting.Number, span.Code
        select new CutOff(span.Code, span.Title, span.Acronym, meeting.Number, meeting.On, isReview);
}

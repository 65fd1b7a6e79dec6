using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Tracker.Application.Items;
using Tracker.Application.Storage.Configurations;
using Tracker.Domain.Items;
using Tracker.Domain.Search;

namespace Tracker.Application.Storage;

/// <summary>Takes away from a copy of the database what was recorded after an instant, and everything of people.</summary>
internal sealed class Forgetting(string file)
{
    private const int PageSize = 500;

    /// <summary>What a register for reading has no need of.</summary>
    private static readonly string[] OfPeople =
    [
        "AspNetUserClaims", "AspNetUserLogins", "AspNetUserRoles", "AspNetUserTokens", "AspNetRoleClaims", "AspNetRoles",
        "Invitations", "Drafts", "Submissions", "IncomingDocuments", "Reminders", "Mails", "Follows", "Feeds", "HandOvers", "AspNetUsers",
    ];

    /// <remarks>A copy that is half done is thrown away, so that nothing is kept to go back to.</remarks>
    public async Task ForgetAsync(DateTime at, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(Connections.StringOf(file));
        await connection.OpenAsync(ct);
        await using var db = new TrackerDbContext(new DbContextOptionsBuilder<TrackerDbContext>().UseSqlite(connection).Options);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA secure_delete = ON", ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await ExecuteAsync(db, OfPeople.Select(table => $"DELETE FROM \"{table}\""), ct);
        await ExecuteAsync(db, ["PRAGMA secure_delete = OFF", .. TrackerDbContext.AppendOnlyTables.Select(table => $"DROP TRIGGER IF EXISTS \"{table}_refuse_DELETE\"")], ct);
        await ExecuteAsync(db, ["DELETE FROM \"FrozenFiles\"", "DELETE FROM \"FrozenPacks\""], ct);
        await db.LinesToTake.Where(l => l.WrittenAt > at).ExecuteDeleteAsync(ct);
        await ForgetDocumentsAsync(db, at, ct);
        var touched = await db.Entries.Where(e => e.RecordedAt > at).Select(e => e.ItemId).Distinct().ToListAsync(ct);
        await ForgetMeetingsAsync(db, at, ct);
        await db.LedgerEntries.Where(e => e.RecordedAt > at).ExecuteDeleteAsync(ct);
        await db.Entries.Where(e => e.RecordedAt > at).ExecuteDeleteAsync(ct);
        await DeriveAnewAsync(db, touched, ct);
        await ForgetItemsAsync(db, ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task ExecuteAsync(TrackerDbContext db, IEnumerable<string> statements, CancellationToken ct)
    {
        foreach (var sql in statements)
        {
            await db.Database.ExecuteSqlRawAsync(sql, ct);
        }
    }

    /// <summary>Documents brought in later were not known, nor are they found; those that got text later read and are found as before.</summary>
    private static async Task ForgetDocumentsAsync(TrackerDbContext db, DateTime at, CancellationToken ct)
    {
        var later = await db.Documents.Where(d => d.RecordedAt > at).Select(d => d.Code).ToListAsync(ct);
        if (later.Count > 0)
        {
            db.SearchTexts.RemoveRange((await db.SearchTexts.Where(t => later.Contains(t.Code)).ToListAsync(ct)).Where(t => t.In is FoundIn.Document or FoundIn.Paragraph));
            await db.SaveChangesAsync(ct);
            await db.Documents.Where(d => later.Contains(d.Code)).ExecuteDeleteAsync(ct);
        }

        foreach (var document in await db.Documents.Where(d => d.TextAttachedAt > at).ToListAsync(ct))
        {
            document.GoBackTo(at);
        }

        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>Meetings recorded later were not known; those changed later read as they did.</summary>
    private static async Task ForgetMeetingsAsync(TrackerDbContext db, DateTime at, CancellationToken ct)
    {
        await db.LinesToTake.Where(l => db.Meetings.Any(m => m.Id == l.MeetingId && m.RecordedAt > at)).ExecuteDeleteAsync(ct);
        await db.Meetings.Where(m => m.RecordedAt > at).ExecuteDeleteAsync(ct);
        foreach (var meeting in await db.Meetings.Where(m => m.Version > 1).ToListAsync(ct))
        {
            meeting.GoBackTo(at);
        }

        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>Of every item of which an entry was taken away, and of what counts inside it: it may count on other days now.</summary>
    private static async Task DeriveAnewAsync(TrackerDbContext db, List<Guid> touched, CancellationToken ct)
    {
        HashSet<Guid> afresh = [.. touched];
        foreach (var ids in touched.Chunk(PageSize))
        {
            afresh.UnionWith(await (
                from item in db.Items
                join relation in db.HeldRelations on item.Code equals relation.To
                where ids.Contains(item.Id) && (relation.Kind == RelationKind.PartOf || relation.Kind == RelationKind.Prepares)
                select relation.ItemId).Distinct().ToListAsync(ct));
        }

        // Where much is written, the indexes of words are made once at the end.
        var isMuch = afresh.Count > await db.Items.CountAsync(ct) / 4;
        if (isMuch)
        {
            await WordIndex.OfItems.LetGoAsync(db, ct);
            await SearchIndex.LetGoAsync(db, ct);
        }

        var position = await db.Entries.MaxAsync(e => (long?)e.Position, ct) ?? 0;
        Dictionary<string, IReadOnlyList<DayRange>> counting = [];
        foreach (var ids in afresh.Chunk(PageSize))
        {
            await DeriveAnewAsync(db, ids, counting, position, ct);
        }

        if (isMuch)
        {
            await WordIndex.OfItems.KeepAsync(db, ct);
            await SearchIndex.KeepAsync(db, ct);
        }
    }

    private static async Task DeriveAnewAsync(TrackerDbContext db, Guid[] ids, Dictionary<string, IReadOnlyList<DayRange>> counting, long position, CancellationToken ct)
    {
        var items = await db.Items.AsNoTracking().Include(i => i.Entries.OrderBy(e => e.Sequence)).Where(i => ids.Contains(i.Id)).ToListAsync(ct);
        var afresh = await db.HeldByJournalsAsync(items, counting, ct);
        await db.ForgetHeldAsync(ids, ct);
        Insert(db, afresh.SelectMany(h => h.Spans), position);
        Insert(db, afresh.SelectMany(h => h.Bodies), position);
        Insert(db, afresh.SelectMany(h => h.Relations), position);
        Insert(db, afresh.SelectMany(h => h.Mentions), position);
        Insert(db, afresh.SelectMany(h => h.Texts), position);
        Insert(db, afresh.SelectMany(h => h.Targets), position);
        Insert(db, await SearchText.NewAsync(db, [.. afresh.SelectMany(h => h.Findables)], ct), position);
    }

    /// <summary>One statement for all rows; to track each would take ten times as long.</summary>
    private static void Insert<T>(TrackerDbContext db, IEnumerable<T> rows, long position)
        where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var columns = type.GetProperties().Where(p => !p.IsShadowProperty() || p.Name == SpanConfiguration.Position).ToList();
        using var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
        command.Transaction = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = $"INSERT INTO \"{type.GetTableName()}\" ({string.Join(", ", columns.Select(c => $"\"{c.GetColumnName()}\""))}) VALUES ({string.Join(", ", columns.Select((_, n) => $"@p{n}"))})";
        var values = columns.Select((column, n) => (
            Parameter: command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{n}" }),
            Of: column.IsShadowProperty() ? _ => position : (Func<T, object?>)(row => column.GetGetter().GetClrValue(row)),
            column.GetTypeMapping().Converter)).ToList();
        foreach (var row in rows)
        {
            foreach (var (parameter, valueOf, converter) in values)
            {
                var value = valueOf(row);
                parameter.Value = (value is null ? null : converter is null ? value : converter.ConvertToProvider(value)) ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
        }
    }

    /// <summary>Items of which no entry is left, with all that hangs on them.</summary>
    private static async Task ForgetItemsAsync(TrackerDbContext db, CancellationToken ct)
    {
        var gone = db.Items.Where(i => !db.Entries.Any(e => e.ItemId == i.Id)).Select(i => i.Id);
        await db.LinesToTake.Where(l => gone.Contains(l.ItemId) || db.Meetings.Any(m => m.Id == l.MeetingId && gone.Contains(m.MechanismId))).ExecuteDeleteAsync(ct);
        await db.Meetings.Where(m => gone.Contains(m.MechanismId)).ExecuteDeleteAsync(ct);
        await db.LedgerEntries.Where(e => gone.Contains(e.FundId)).ExecuteDeleteAsync(ct);
        await db.ReportedFigures.Where(f => gone.Contains(f.ItemId)).ExecuteDeleteAsync(ct);
        await db.Items.Where(i => gone.Contains(i.Id)).ExecuteDeleteAsync(ct);
    }
}

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Tracker.Application.Calendars;
using Tracker.Application.Documents;
using Tracker.Application.Drafts;
using Tracker.Application.Packs;
using Tracker.Application.People;
using Tracker.Application.Reminders;
using Tracker.Application.Storage.Configurations;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;
using Tracker.Domain.Search;
using JournalEntry = Tracker.Domain.Items.Entry;

namespace Tracker.Application.Storage;

/// <summary>The one database: register, people, keys.</summary>
public sealed class TrackerDbContext(DbContextOptions<TrackerDbContext> options)
    : IdentityDbContext<Person, IdentityRole<Guid>, Guid>(options)
{
    private readonly List<Findable> _findables = [];
    private readonly Dictionary<string, Document> _sources = [];

    public DbSet<Body> Bodies => Set<Body>();
    public DbSet<Document> Documents => Set<Document>();
    public DbSet<IncomingDocument> IncomingDocuments => Set<IncomingDocument>();
    public DbSet<Item> Items => Set<Item>();
    public DbSet<JournalEntry> Entries => Set<JournalEntry>();
    public DbSet<Span> Spans => Set<Span>();
    public DbSet<HeldBody> HeldBodies => Set<HeldBody>();
    public DbSet<HeldRelation> HeldRelations => Set<HeldRelation>();
    public DbSet<HeldMention> HeldMentions => Set<HeldMention>();
    public DbSet<HeldText> HeldTexts => Set<HeldText>();
    public DbSet<HeldTarget> HeldTargets => Set<HeldTarget>();
    public DbSet<SearchText> SearchTexts => Set<SearchText>();
    public DbSet<LedgerEntry> LedgerEntries => Set<LedgerEntry>();
    public DbSet<Meeting> Meetings => Set<Meeting>();
    public DbSet<ReportedFigure> ReportedFigures => Set<ReportedFigure>();
    public DbSet<LineToTake> LinesToTake => Set<LineToTake>();
    public DbSet<FrozenPack> FrozenPacks => Set<FrozenPack>();
    public DbSet<FrozenFile> FrozenFiles => Set<FrozenFile>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<Submission> Submissions => Set<Submission>();
    public DbSet<Reminder> Reminders => Set<Reminder>();
    public DbSet<Mail> Mails => Set<Mail>();
    public DbSet<Follow> Follows => Set<Follow>();
    public DbSet<Feed> Feeds => Set<Feed>();
    public DbSet<HandOver> HandOvers => Set<HandOver>();

    /// <summary>Tables in which nothing is ever changed or deleted.</summary>
    public static IReadOnlyList<string> AppendOnlyTables { get; } = ["Entries", "LedgerEntries", "LinesToTake", "FrozenPacks", "FrozenFiles"];

    /// <summary>Gives new entries and spans their places and saves, unless what is append-only was to be changed.</summary>
    /// <exception cref="InvalidOperationException">An entry of a journal or ledger, a line to take or frozen papers were to be changed or deleted.</exception>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefuseChangesToHistory();
        await GivePositionsAsync(cancellationToken);
        await KeepFindableAsync(cancellationToken);
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        foreach (var text in ChangeTracker.Entries<SearchText>().Where(t => t.State == EntityState.Unchanged).ToList())
        {
            text.State = EntityState.Detached;
        }

        return saved;
    }

    /// <summary>From the next save on these are found.</summary>
    internal void MakeFindable(IEnumerable<Findable> found) => _findables.AddRange(found);

    /// <summary>Documents that entries rest on or that name items, by code, without those that are not there; each is read once in a deed, however many of its items it names.</summary>
    internal async Task<IReadOnlyDictionary<string, Document>> SourcesAsync(IReadOnlyCollection<string> codes, CancellationToken ct)
    {
        var lacking = codes.Where(c => !_sources.ContainsKey(c)).Distinct().ToList();
        if (lacking.Count > 0)
        {
            foreach (var document in await Documents.AsNoTracking().Where(d => lacking.Contains(d.Code)).ToListAsync(ct))
            {
                _sources[document.Code] = document;
            }
        }

        return _sources;
    }

    /// <summary>Saves, unless what is append-only was to be changed.</summary>
    /// <exception cref="InvalidOperationException">An entry of a journal or ledger, a line to take or frozen papers were to be changed or deleted.</exception>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RefuseChangesToHistory();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(TrackerDbContext).Assembly);
    }

    /// <summary>Writes what is to be found; a document or a body that is new or changed is found as it is now, without more ado.</summary>
    private async Task KeepFindableAsync(CancellationToken ct)
    {
        static bool IsWritten(EntityEntry entry) => entry.State is EntityState.Added or EntityState.Modified;
        var documents = ChangeTracker.Entries<Document>().Where(IsWritten).ToList();
        var bodies = ChangeTracker.Entries<Body>().Where(IsWritten).ToList();
        var changed = documents.Where(d => d.State == EntityState.Modified).Select(d => d.Entity.Code).Concat(bodies.Where(b => b.State == EntityState.Modified).Select(b => b.Entity.Code)).ToList();
        if (changed.Count > 0)
        {
            SearchTexts.RemoveRange((await SearchTexts.Where(t => changed.Contains(t.Code)).ToListAsync(ct)).Where(t =>
                t.In == FoundIn.Body ? bodies.Exists(b => b.Entity.Code == t.Code) : t.In is FoundIn.Document or FoundIn.Paragraph && documents.Exists(d => d.Entity.Code == t.Code)));
        }

        List<Findable> found = [.. _findables, .. documents.SelectMany(d => Findable.Of(d.Entity)), .. bodies.Select(b => Findable.Of(b.Entity))];
        _findables.Clear();
        if (found.Count > 0)
        {
            SearchTexts.AddRange(await SearchText.NewAsync(this, found, ct));
        }
    }

    /// <summary>Each new entry gets the next place in the database-wide order of recording, and each new span the latest of them.</summary>
    private async Task GivePositionsAsync(CancellationToken ct)
    {
        var added = ChangeTracker.Entries<JournalEntry>().Where(e => e.State == EntityState.Added && e.Entity.Position == 0).ToList();
        var spans = ChangeTracker.Entries<Span>().Where(s => s.State == EntityState.Added).ToList();
        if (added.Count == 0 && spans.Count == 0)
        {
            return;
        }

        var last = await Entries.MaxAsync(e => (long?)e.Position, ct) ?? 0;
        foreach (var entry in added.OrderBy(e => e.Entity.RecordedAt).ThenBy(e => e.Entity.Sequence))
        {
            entry.Property(e => e.Position).CurrentValue = ++last;
        }

        foreach (var span in spans)
        {
            span.Property<long>(SpanConfiguration.Position).CurrentValue = last;
        }
    }

    private void RefuseChangesToHistory()
    {
        var changed = ChangeTracker.Entries()
            .FirstOrDefault(e => e.Entity is JournalEntry or LedgerEntry or LineToTake or FrozenPack or FrozenFile && e.State is EntityState.Modified or EntityState.Deleted);
        if (changed is not null)
        {
            throw new InvalidOperationException($"{changed.Metadata.ShortName()} is append-only and was to be {changed.State.ToString().ToLowerInvariant()}.");
        }
    }
}

using Tracker.Domain.Bodies;
using Tracker.Domain.Search;

namespace Tracker.Domain.Items;

/// <summary>How an item enters the register.</summary>
/// <param name="Update">How it stood then; its day is that of the first document.</param>
/// <param name="Since">An earlier beginning that a source names, as it names it.</param>
public sealed record Opening(Profile Profile, Update Update, string? Since = null);

/// <summary>
/// Anything tracked: a promise, a fund, a planned centre. What the register says of it is its journal.
/// </summary>
public sealed class Item
{
    private readonly List<Entry> _entries = [];

    private Item() // EF
    {
        Code = "";
    }

    private Item(string code, Kind kind, Form form)
    {
        Id = Guid.CreateVersion7();
        Code = code;
        Kind = kind;
        Form = form;
    }

    public Guid Id { get; private set; }

    /// <summary>What people see and send; never changed.</summary>
    public string Code { get; private set; }

    public Kind Kind { get; private set; }
    public Form Form { get; private set; }

    /// <summary>A mechanism that reviews the whole: its held meetings are what "the last meeting" means.</summary>
    public bool IsReview { get; private set; }

    /// <summary>The whole journal in the order of recording, withdrawn entries included.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>The table of its kind and form.</summary>
    public Lifecycle Lifecycle => Lifecycle.Of(Kind, Form);

    /// <summary>A new item with its opening.</summary>
    /// <param name="today">Today in the organisation's time zone.</param>
    /// <param name="now">UTC.</param>
    /// <exception cref="RefusedException">Every reason against it, at once.</exception>
    public static Item Open(string code, Kind kind, Form form, Opening opening, Actor actor, DateOnly today, DateTime now)
    {
        RefusedException.ThrowIfAny(ObjectionsToOpening(code, kind, form, opening, actor, today));

        var item = new Item(code, kind, form);
        item.Append(EntryType.Opening, opening.Update.On, ContentOf(opening), actor, now);
        return item;
    }

    /// <summary>Marks a mechanism as reviewing the whole, or takes the mark away.</summary>
    /// <exception cref="RefusedException">It is not a mechanism, or the person does not keep the register.</exception>
    public void MarkAsReview(bool isReview, Actor actor)
    {
        if (Permissions.ToKeepRegister(actor) is { } refusal)
        {
            throw new RefusedException([refusal]);
        }

        if (isReview && Kind != Kind.Mechanism)
        {
            throw new RefusedException("meeting.mechanism", "Only mechanisms review the whole.");
        }

        IsReview = isReview;
    }

    /// <summary>Every reason why an item cannot be opened so.</summary>
    public static IReadOnlyList<Refusal> ObjectionsToOpening(string code, Kind kind, Form form, Opening opening, Actor actor, DateOnly today)
    {
        List<Refusal> refusals = [.. Codes.ObjectionsTo(code, "Code")];
        AddIfAny(refusals, Permissions.ToKeepRegister(actor));
        AddIfAny(refusals, InTheFuture(opening.Update.On, today));
        if (!Forms.Of(kind).Contains(form))
        {
            refusals.Add(new("item.form", $"Choose what form of {kind.Name().ToLowerInvariant()} it is.", "Form"));
            return refusals;
        }

        refusals.AddRange(ContentOf(opening).ObjectionsToTexts());
        refusals.AddRange(Objections.To(Lifecycle.Of(kind, form), null, EntryType.Opening, opening.Update.On, ContentOf(opening), [], 1));
        return refusals;
    }

    /// <summary>
    /// Every reason <paramref name="update"/> would be refused, all at once, so that a form can show them
    /// together. Empty means <see cref="Record"/> accepts it.
    /// </summary>
    public IReadOnlyList<Refusal> ObjectionsTo(Update update, Actor actor, DateOnly today, Surroundings around)
    {
        List<Refusal> refusals = [];
        AddIfAny(refusals, Permissions.ToRecordUpdate(actor, StateOn(today)?.Profile.Leads ?? []));
        AddIfAny(refusals, InTheFuture(update.On, today));
        var ordered = Reading.Order(_entries);
        if (update.Stage is not null && ordered.Any(e => e.On > update.On && e.Stage is not null))
        {
            if (actor.Role != Role.RegisterKeeper)
            {
                refusals.Add(new("journal.back-dated", "A later change of stage is recorded already; only a register keeper records one that lies before it.", "On"));
            }
            else if (Texts.IsBlank(update.Reason))
            {
                refusals.Add(new("journal.back-dated-reason", "Say why this change of stage was found late.", "Fact-Reason"));
            }
        }

        if (update.Stage is { } to && actor.Role != Role.RegisterKeeper
            && StateOn(update.On) is { } state && Lifecycle.Move(state.Stage, to, state.Held) == MoveKind.Reopen)
        {
            refusals.Add(new("lifecycle.reopen", $"“{state.Stage!.Value.Name()}” is final; only a register keeper reopens it.", "Stage"));
        }

        AddObjections(refusals, EntryType.Update, update.On, new EntryContent { Update = update }, around);
        return refusals;
    }

    /// <summary>An official reports how the item stands.</summary>
    /// <param name="today">Today in the organisation's time zone.</param>
    /// <param name="now">UTC.</param>
    /// <param name="around">What the gates of funds and plans look at; none means that no ledger and no line was looked at.</param>
    /// <exception cref="RefusedException">A rule is against it; nothing was recorded.</exception>
    public Entry Record(Update update, Actor actor, DateOnly today, DateTime now, Surroundings? around = null)
    {
        RefusedException.ThrowIfAny(ObjectionsTo(update, actor, today, around ?? Surroundings.None));
        return Append(EntryType.Update, update.On, new EntryContent { Update = update }, actor, now);
    }

    /// <summary>Every reason <paramref name="revision"/> would be refused, all at once; empty means <see cref="Revise"/> accepts it.</summary>
    public IReadOnlyList<Refusal> ObjectionsTo(Revision revision, Actor actor, DateOnly today)
    {
        List<Refusal> refusals = [];
        AddIfAny(refusals, Permissions.ToKeepRegister(actor));
        AddIfAny(refusals, InTheFuture(revision.On, today));
        AddObjections(refusals, EntryType.Revision, revision.On, new EntryContent { Revision = revision });
        return refusals;
    }

    /// <summary>A register keeper changes what the item is called and belongs to.</summary>
    /// <exception cref="RefusedException">A rule is against it; nothing was recorded.</exception>
    public Entry Revise(Revision revision, Actor actor, DateOnly today, DateTime now)
    {
        RefusedException.ThrowIfAny(ObjectionsTo(revision, actor, today));
        return Append(EntryType.Revision, revision.On, new EntryContent { Revision = revision }, actor, now);
    }

    /// <summary>Every reason an earlier opening would be refused, all at once; empty means <see cref="OpenEarlier"/> accepts it.</summary>
    public IReadOnlyList<Refusal> ObjectionsToEarlier(Opening opening, Actor actor, DateOnly today)
    {
        List<Refusal> refusals = [];
        AddIfAny(refusals, Permissions.ToKeepRegister(actor));
        AddIfAny(refusals, InTheFuture(opening.Update.On, today));
        if (FirstOpening() is { } first && opening.Update.On >= first.On)
        {
            refusals.Add(new("opening.earlier", "An earlier opening lies before the present one.", "On"));
        }

        AddObjections(refusals, EntryType.Opening, opening.Update.On, ContentOf(opening));
        return refusals;
    }

    /// <summary>
    /// An earlier document was found: the item opens with it, and the former opening reads as an update.
    /// </summary>
    /// <exception cref="RefusedException">A rule is against it; nothing was recorded.</exception>
    public Entry OpenEarlier(Opening opening, Actor actor, DateOnly today, DateTime now)
    {
        RefusedException.ThrowIfAny(ObjectionsToEarlier(opening, actor, today));
        return Append(EntryType.Opening, opening.Update.On, ContentOf(opening), actor, now);
    }

    /// <summary>Every reason <paramref name="assessment"/> would be refused, all at once; empty means <see cref="Assess"/> accepts it.</summary>
    public IReadOnlyList<Refusal> ObjectionsTo(Assessment assessment, Actor actor, DateOnly today)
    {
        List<Refusal> refusals = [];
        var judged = _entries.FirstOrDefault(e => e.Sequence == assessment.Entry);
        AddIfAny(refusals, Permissions.ToAssess(actor, judged?.ById ?? Guid.Empty));
        AddIfAny(refusals, InTheFuture(assessment.On, today));
        if (actor.Side is { } side && side != assessment.Side)
        {
            refusals.Add(new("assessment.side", "You confirm or contest for your own side only."));
        }

        if (assessment.Verdict == Verdict.Contested && Texts.IsBlank(assessment.Note))
        {
            refusals.Add(new("assessment.note", "Say why it is contested.", "Note"));
        }

        AddObjections(refusals, EntryType.Assessment, assessment.On, new EntryContent { Assessment = assessment });
        return refusals;
    }

    /// <summary>Somebody else confirms or contests an entry.</summary>
    /// <exception cref="RefusedException">A rule is against it; nothing was recorded.</exception>
    public Entry Assess(Assessment assessment, Actor actor, DateOnly today, DateTime now)
    {
        RefusedException.ThrowIfAny(ObjectionsTo(assessment, actor, today));
        return Append(EntryType.Assessment, assessment.On, new EntryContent { Assessment = assessment }, actor, now);
    }

    /// <summary>Every reason <paramref name="withdrawal"/> would be refused; empty means <see cref="Void"/> accepts it.</summary>
    /// <remarks>
    /// Officials withdraw their own update while it is the item's latest entry; register keepers any
    /// opening, update or revision; an assessment whoever made it.
    /// </remarks>
    public IReadOnlyList<Refusal> ObjectionsTo(Withdrawal withdrawal, Actor actor)
    {
        List<Refusal> refusals = [];
        var entry = _entries.FirstOrDefault(e => e.Sequence == withdrawal.Entry);
        var live = Reading.Order(_entries);
        if (Texts.IsBlank(withdrawal.Reason) || withdrawal.Reason.Length > 1000)
        {
            refusals.Add(new("void.reason", "Say why it is withdrawn, in at most 1,000 characters.", "Reason"));
        }

        refusals.AddRange(new EntryContent { Withdrawal = withdrawal }.ObjectionsToTexts());
        if (entry is null || entry.Type == EntryType.Void || !live.Contains(entry))
        {
            refusals.Add(new("void.entry", "There is no such entry to withdraw, or it is withdrawn already.", "Entry"));
            return refusals;
        }

        AddIfAny(refusals, ToWithdraw(entry, actor));
        var rest = live.Where(e => e != entry && e.Content.Assessment?.Entry != entry.Sequence).ToList();
        if (rest.Count > 0 && rest[0].Type != EntryType.Opening)
        {
            refusals.Add(new("void.opening", $"The opening carries {rest.Count} other {(rest.Count == 1 ? "entry" : "entries")}: withdraw them first ({Days(rest)}).", "Entry"));
        }
        else
        {
            // Each entry that no longer stands is named, as if those before it were withdrawn too.
            List<Entry> resting = [];
            while (Reading.FirstCollision(Lifecycle, [.. rest.Except(resting)]) is { } collision)
            {
                resting.Add(collision.Entry);
            }

            if (resting.Count > 0)
            {
                refusals.Add(new("void.rests", $"Other entries rest on this one: withdraw them first ({Days(resting)}).", "Entry"));
            }
        }

        return refusals;
    }

    /// <summary>An entry is withdrawn; it stays visible in the history and counts on no day.</summary>
    /// <exception cref="RefusedException">A rule is against it; nothing was recorded.</exception>
    public Entry Void(Withdrawal withdrawal, Actor actor, DateTime now)
    {
        RefusedException.ThrowIfAny(ObjectionsTo(withdrawal, actor));
        return Append(EntryType.Void, null, new EntryContent { Withdrawal = withdrawal }, actor, now);
    }

    /// <summary>Whether the person may withdraw the entry, before asking what rests on it.</summary>
    public Refusal? ToWithdraw(Entry entry, Actor actor) =>
        entry.Type == EntryType.Assessment
            ? (entry.ById == actor.PersonId && actor.IsSignedIn ? null : new("permission.void", "An assessment is withdrawn by whoever made it."))
        : Permissions.ToKeepRegister(actor) is null ? null
        : actor is { IsSignedIn: true, Role: Role.Official } && entry.Type == EntryType.Update && entry.ById == actor.PersonId && entry == _entries[^1] ? null
        : new("permission.void", "You can withdraw your own update while it is the item’s latest entry; register keepers withdraw others.");

    /// <summary>The state on a day, as known now or as known at an instant (UTC). Null before the opening.</summary>
    public ItemState? StateOn(DateOnly day, DateTime? knownAt = null) =>
        Reading.StateOn(Lifecycle, Reading.Order(_entries, knownAt), day);

    /// <summary>The entries that count, by day, then by sequence.</summary>
    public IReadOnlyList<Entry> LiveEntries(DateTime? knownAt = null) => Reading.Order(_entries, knownAt);

    /// <summary>The first entry that contradicts what lies before it; null for a legal journal.</summary>
    public (Entry Entry, IReadOnlyList<Refusal> Refusals)? FirstCollision() =>
        Reading.FirstCollision(Lifecycle, Reading.Order(_entries));

    /// <summary>What storage keeps beside the journal: from which day until which each state held.</summary>
    /// <param name="countingOf">The days on which the item with a code is in N.</param>
    public Held HeldBy(Func<string, IReadOnlyList<DayRange>> countingOf)
    {
        var states = StatesByDay();
        var parents = states.SelectMany(s => ParentsOf(s.State)).Distinct().ToDictionary(code => code, countingOf);
        List<Span> spans = [];
        foreach (var (days, state) in states)
        {
            var inside = ParentsOf(state).SelectMany(code => parents[code]).ToList();
            foreach (var piece in Split(days, inside))
            {
                spans.Add(new Span(Id, Code, Kind, Form, piece, state, inside.Exists(r => r.Covers(piece.From))));
            }
        }

        return new(
            spans,
            Runs(states, s => s.Profile.Bodies, (b, d) => new HeldBody(Id, b.Body, b.Role, d.From, d.Until)),
            Runs(states, s => s.Profile.Relations, (r, d) => new HeldRelation(Id, Code, r.Kind, r.To, d.From, d.Until)),
            Runs(states, s => s.Profile.Mentions, (m, d) => new HeldMention(Id, m.Document, m.Paragraph, m.Speaker, m.Verb, m.Strength, m.Addressee, m.State, d.From, d.Until)),
            Runs(states, s => new[] { WordsOf(s.Profile) }, (words, d) => new HeldText(Id, words, d.From, d.Until)),
            Runs(states, s => TargetsOf(s), (t, d) => t with { From = d.From, Until = d.Until }),
            FindablesBy(states));
    }

    private IEnumerable<Findable> FindablesBy(List<(DayRange Days, ItemState State)> states)
    {
        var texts = Runs(states, s => new[] { (Words: Findable.WordsOf(Code, s.Profile), s.Profile.Summary) }, (t, d) => new Findable(FoundIn.Item, Code, null, t.Words, t.Summary, d.From, d.Until));
        var names = Runs(states, s => new[] { Findable.NamesOf(Code, s.Profile) }, (words, d) => new Findable(FoundIn.Name, Code, null, words, "", d.From, d.Until));
        foreach (var found in texts.Concat(names).Concat(Findable.Of(Code, Reading.Order(_entries))))
        {
            yield return found;
        }
    }

    private IEnumerable<HeldTarget> TargetsOf(ItemState state) =>
        TargetRecord.Of(state).Select(r => HeldTarget.Of(Id, r, state.NoDateSet, default));

    /// <summary>Codes of the items inside which this one counts while they count themselves (docs/domain.md, What counts inside another).</summary>
    public IEnumerable<string> ParentsOf(ItemState state) =>
        state.Profile.Relations
            .Where(r => CountsInsideBy(r.Kind))
            .Select(r => r.To)
            .Where(code => code != Code);

    /// <summary>Whether a relation of that kind makes it count inside the other item; a study counts inside what it prepares.</summary>
    public bool CountsInsideBy(RelationKind kind) =>
        kind == RelationKind.PartOf || (Form == Form.Study && kind == RelationKind.Prepares);

    private List<(DayRange Days, ItemState State)> StatesByDay()
    {
        var ordered = Reading.Order(_entries);
        SortedSet<DateOnly> days = [];
        ItemState? state = null;
        foreach (var entry in ordered)
        {
            state = Reading.Step(Lifecycle, state, entry);
            days.Add(entry.On!.Value);
            days.UnionWith(Reading.DaysOfItself(state).Where(d => d < DayRange.Open));
        }

        List<(DayRange, ItemState)> states = [];
        DateOnly? from = null;
        foreach (var day in days.Append(DayRange.Open))
        {
            if (from is { } start && Reading.StateOn(Lifecycle, ordered, start) is { } held)
            {
                states.Add((new(start, day), held));
            }

            from = day;
        }

        return states;
    }

    private static List<TResult> Runs<T, TResult>(
        List<(DayRange Days, ItemState State)> states,
        Func<ItemState, IEnumerable<T>> partsOf,
        Func<T, DayRange, TResult> held)
        where T : notnull
    {
        Dictionary<T, DateOnly> since = [];
        List<TResult> runs = [];
        foreach (var (days, state) in states)
        {
            var parts = partsOf(state).ToHashSet();
            foreach (var gone in since.Keys.Except(parts).ToList())
            {
                runs.Add(held(gone, new(since[gone], days.From)));
                since.Remove(gone);
            }

            foreach (var part in parts)
            {
                since.TryAdd(part, days.From);
            }
        }

        runs.AddRange(since.Select(s => held(s.Key, new(s.Value, DayRange.Open))));
        return runs;
    }

    private static IEnumerable<DayRange> Split(DayRange days, IEnumerable<DayRange> at)
    {
        var cuts = at.SelectMany(r => new[] { r.From, r.Until })
            .Where(d => d > days.From && d < days.Until)
            .Distinct()
            .Order()
            .Append(days.Until);
        var from = days.From;
        foreach (var cut in cuts)
        {
            yield return new(from, cut);
            from = cut;
        }
    }

    /// <summary>Each part in a line of its own, whatever lines it has itself.</summary>
    private string WordsOf(Profile profile)
    {
        string[] parts = [Code, profile.Acronym ?? "", profile.Title, .. profile.OtherNames, profile.Number ?? "", profile.Summary];
        return HeldText.Normalise(string.Join('\n', parts.Select(p => p.ReplaceLineEndings(" "))));
    }

    private Entry? FirstOpening() => Reading.Order(_entries).FirstOrDefault(e => e.Type == EntryType.Opening);

    private Entry Append(EntryType type, DateOnly? on, EntryContent content, Actor actor, DateTime now)
    {
        var at = new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
        var last = _entries.Count == 0 ? at : _entries[^1].RecordedAt;
        var entry = new Entry(Id, _entries.Count + 1, type, on, content, actor, at < last ? last : at);
        _entries.Add(entry);
        return entry;
    }

    /// <summary>What is against the entry where it lies, and what it would contradict after that.</summary>
    private void AddObjections(List<Refusal> refusals, EntryType type, DateOnly on, EntryContent content, Surroundings? around = null)
    {
        refusals.AddRange(content.ObjectionsToTexts());
        var ordered = Reading.Order(_entries);
        var sequence = _entries.Count + 1;
        var before = ordered.Where(e => e.On <= on).ToList();
        var state = before.Aggregate((ItemState?)null, (s, e) => Reading.Step(Lifecycle, s, e));
        if (state is null && type != EntryType.Opening && ordered.Count > 0)
        {
            // Everything else is said at once with it, as it stands against an entry of the opening's day.
            var opened = ordered[0].On!.Value;
            refusals.AddRange(Objections.To(Lifecycle, Reading.StateOn(Lifecycle, ordered, opened), type, opened, content, ordered, sequence, around));
        }

        var objections = Objections.To(Lifecycle, state, type, on, content, ordered, sequence, around);
        refusals.AddRange(objections);
        if (objections.Count > 0)
        {
            return;
        }

        var entry = new Entry(Id, sequence, type, on, content, Actor.Anonymous, DateTime.UnixEpoch);
        if (Reading.FirstCollision(Lifecycle, [.. before, entry, .. ordered.Skip(before.Count)]) is { } collision)
        {
            refusals.Add(new(
                "journal.order",
                $"This contradicts the entry of {collision.Entry.On:d MMMM yyyy} ({collision.Refusals[0].Message})",
                "On"));
        }
    }

    private static EntryContent ContentOf(Opening opening) => new()
    {
        Profile = opening.Profile,
        Since = opening.Since,
        Update = opening.Update,
    };

    private static Refusal? InTheFuture(DateOnly on, DateOnly today) =>
        on > today ? new("journal.future", "The day lies in the future. Enter today or an earlier day.", "On") : null;

    private static void AddIfAny(List<Refusal> refusals, Refusal? refusal)
    {
        if (refusal is not null)
        {
            refusals.Add(refusal);
        }
    }

    private static string Days(IEnumerable<Entry> entries) =>
        string.Join(", ", entries.Select(e => $"{e.On:d MMMM yyyy}"));
}

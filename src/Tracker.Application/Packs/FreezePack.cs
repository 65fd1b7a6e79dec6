using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Papers;

namespace Tracker.Application.Packs;

/// <summary>The papers of a meeting, made and not frozen yet.</summary>
/// <param name="KnownAt">UTC.</param>
/// <param name="Sections">The sections with their rows.</param>
/// <param name="MissingGlyphs">Characters that the PDF cannot show, and where they stand.</param>
public sealed record PreparedPack(
    PackRequest Request, DateTime KnownAt, long Position, string ContentHash, IReadOnlyList<(string Section, int Rows)> Sections, IReadOnlyList<string> MissingGlyphs,
    IReadOnlyDictionary<PackForm, byte[]> Files);

/// <summary>A manager makes the papers of a meeting, and freezes them: three files, with all that decided them, that never change.</summary>
/// <remarks>Made from the register as it is known at one instant, whoever saves meanwhile. One pack is made at a time.</remarks>
public sealed class FreezePack(OneWriter writer, IDbContextFactory<TrackerDbContext> contexts, KnownRegisters registers, Calendar calendar) : IDisposable
{
    /// <summary>What each of the steps is of the whole, in percent: reading, and the three files.</summary>
    private static readonly int[] Steps = [40, 15, 15, 30];

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The version that writes the files: the same content and the same version give the same bytes.</summary>
    public static string Version { get; } =
        typeof(FreezePack).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion is { Length: > 0 } version ? version[..Math.Min(40, version.Length)] : "0";

    /// <summary>How a file is told from the others.</summary>
    public static (string Extension, string ContentType) FileOf(PackForm form) => form switch
    {
        PackForm.Word => ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        PackForm.Excel => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        _ => ("pdf", "application/pdf"),
    };

    /// <summary>Reads the content and writes the three files; nothing is stored.</summary>
    /// <param name="progress">Whole percent.</param>
    /// <exception cref="RefusedException">Every reason against it.</exception>
    public async Task<PreparedPack> PrepareAsync(PackRequest request, Guid personId, IProgress<int>? progress = null, CancellationToken ct = default)
    {
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            RefusedException.ThrowIfAny(ObjectionsTo(request, await Actors.OfAsync(db, personId, ct)));
        }

        await _turn.WaitAsync(ct);
        try
        {
            var pack = await ContentAsync(request, calendar.UtcNow, PartOf(progress, 0), ct);
            var paper = PackPaper.Of(pack);
            Dictionary<PackForm, byte[]> files = [];
            foreach (var form in Enum.GetValues<PackForm>())
            {
                files[form] = await WriteAsync(paper, form, PartOf(progress, (int)form + 1), ct);
            }

            return new(
                request, pack.KnownAt, pack.Position, paper.ContentHash,
                [("Implementation matrix", pack.Matrix.Count), ("Changes since the cut-off", pack.Changes.Groups.Sum(g => g.Total)), ("Needs attention", pack.Attention.Count), ("Money by fund", pack.Funds.Count), ("Documents and sources", pack.Documents.Count)],
                [.. PdfWriter.MissingGlyphs(paper).Select(g => $"{g.Character} ({g.Code}) in “{g.Section}”, {g.Where}")],
                files);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Stores what was made, whole or not at all.</summary>
    /// <returns>The id of the frozen pack.</returns>
    /// <exception cref="RefusedException">Every reason against it; nothing was stored.</exception>
    public Task<Guid> ExecuteAsync(PreparedPack prepared, Guid personId, Guid? submission = null, CancellationToken ct = default) =>
        writer.WriteAsync(
            async db =>
            {
                var actor = await Actors.OfAsync(db, personId, ct);
                RefusedException.ThrowIfAny(ObjectionsTo(prepared.Request, actor));
                var frozen = new FrozenPack(prepared, Version, actor, Milliseconds(calendar.UtcNow));
                db.FrozenPacks.Add(frozen);
                db.FrozenFiles.AddRange(prepared.Files.Select(f => new FrozenFile(frozen.Id, f.Key, f.Value)));
                return frozen.Id;
            },
            personId,
            submission,
            ct);

    /// <summary>Makes the content of a frozen pack once more, as it was known then, and says whether it is the same.</summary>
    public async Task<bool> IsSameStillAsync(FrozenPack frozen, CancellationToken ct = default) =>
        PackPaper.Of(await ContentAsync(frozen.Request, frozen.KnownAt, null, ct)).ContentHash == frozen.ContentHash;

    /// <summary>The content as it was known at an instant (UTC).</summary>
    /// <remarks>Read on another thread: storage answers without letting go of the one that asks, and a page would not hear that somebody cancels.</remarks>
    /// <exception cref="RefusedException">There is no such meeting or scope, or it is too wide.</exception>
    public Task<PackView> ContentAsync(PackRequest request, DateTime knownAt, IProgress<int>? progress = null, CancellationToken ct = default) => Task.Run(
        async () =>
        {
            await using var register = await registers.AtAsync(Milliseconds(knownAt), ct);
            return await register.Get<PackQuery>().ContentAsync(request, register.At, progress, ct);
        },
        ct);

    /// <summary>One file of a paper.</summary>
    public static Task<byte[]> WriteAsync(Paper paper, PackForm form, IProgress<int>? progress = null, CancellationToken ct = default) => Task.Run(
        () =>
        {
            using var file = new MemoryStream();
            switch (form)
            {
                case PackForm.Word:
                    WordWriter.Write(paper, file, progress, ct);
                    break;
                case PackForm.Excel:
                    ExcelWriter.Write(paper, file, progress, ct);
                    break;
                default:
                    PdfWriter.Write(paper, file, progress, ct);
                    break;
            }

            return file.ToArray();
        },
        ct);

    public void Dispose() => _turn.Dispose();

    /// <summary>Everything against it but the register: who asks, and for whom.</summary>
    internal static IReadOnlyList<Refusal> ObjectionsTo(PackRequest request, Actor actor) =>
    [
        .. new[]
        {
            Permissions.ToFreezePack(actor),
            request.LinesOf is { } side && side != actor.Side ? new("pack.side", "Lines to take are seen by people of their side alone.") : null,
        }.OfType<Refusal>(),
    ];

    private static Part? PartOf(IProgress<int>? progress, int step) =>
        progress is null ? null : new(progress, Steps.Take(step).Sum(), Steps[step]);

    private static DateTime Milliseconds(DateTime now) => new(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);

    /// <summary>A step of the whole; told at once, so that nothing goes back.</summary>
    private sealed class Part(IProgress<int> whole, int from, int share) : IProgress<int>
    {
        public void Report(int value) => whole.Report(from + (share * value / 100));
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tracker.Application.Items;
using Tracker.Application.Packs;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.Packs;

/// <summary>Frozen packs made once more by a process of its own, elsewhere in the world, after the register went on.</summary>
public sealed class PacksMadeAgain
{
    private const string Asked = "TRACKER_PACKS_OF";

    [Theory]
    [InlineData("Pacific/Auckland", "ar_SA.UTF-8", "ar-SA")]
    [InlineData("America/St_Johns", "tr_TR.UTF-8", "tr-TR")]
    [InlineData("Asia/Seoul", "fr_FR.UTF-8", "fr-FR")]
    public async Task The_content_and_every_byte_are_the_same_in_another_process_time_zone_and_culture_after_later_updates(string zone, string locale, string culture)
    {
        await using var database = await TestDatabase.SeededAsync();
        var manager = await database.PersonAsync(Role.Manager, "ROK");
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        var request = await PackRules.RequestAsync(database);
        var freeze = database.Get<FreezePack>();
        await database.Get<WriteLineToTake>().ExecuteAsync(request.Meeting, "AKIIC", "Ask for the site.", manager);
        foreach (var each in new[] { request, request with { LinesOf = Side.Rok, Scope = new() { Pillars = [Pillar.Economic] } } })
        {
            database.Clock.Advance(TimeSpan.FromMinutes(1));
            await freeze.ExecuteAsync(await freeze.PrepareAsync(each, manager), manager);
        }

        database.Clock.Advance(TimeSpan.FromDays(20));
        await database.Get<RecordUpdate>().ExecuteAsync("AKIIC", new() { On = request.AsOf.AddDays(-3), Note = "Found in the archive." }, keeper);
        await database.Get<ReviseItem>().ExecuteAsync("AKSRC", new() { On = request.AsOf.AddDays(-2), Title = "Renamed for those days, too" }, keeper);
        await database.Get<WriteLineToTake>().ExecuteAsync(request.Meeting, "AKIIC", "Wait for the study.", manager);

        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(PacksMadeAgain).Assembly.Location])
        {
            RedirectStandardOutput = true,
            Environment = { ["TZ"] = zone, ["LC_ALL"] = locale, [Asked] = database.ConnectionString },
        })!;
        var there = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        await using var db = database.Context();
        List<string> stored = [$"{zone} {culture}"];
        foreach (var pack in await db.FrozenPacks.OrderBy(p => p.FrozenAt).ToListAsync())
        {
            stored.Add($"{pack.ContentHash} {string.Join(' ', (await db.FrozenFiles.Where(f => f.PackId == pack.Id).ToListAsync()).OrderBy(f => f.Form).Select(f => f.Hash))}");
        }

        Assert.Equal(3, stored.Count);
        Assert.Equal(string.Join('\n', stored), there.Trim());
    }

    /// <summary>Where this assembly is started for the packs of a database, it says the hashes of each, made again, and runs no test.</summary>
    [ModuleInitializer]
    internal static void SayHashes()
    {
        if (Environment.GetEnvironmentVariable(Asked) is not { } connection)
        {
            return;
        }

        using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new Calendar(TimeProvider.System, TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"), ReportingRules.Default))
            .AddTracker(connection)
            .BuildServiceProvider();
        using var db = services.GetRequiredService<IDbContextFactory<TrackerDbContext>>().CreateDbContext();
        Console.WriteLine($"{TimeZoneInfo.Local.Id} {CultureInfo.CurrentCulture.Name}");
        foreach (var pack in db.FrozenPacks.OrderBy(p => p.FrozenAt).ToList())
        {
            var paper = PackPaper.Of(services.GetRequiredService<FreezePack>().ContentAsync(pack.Request, pack.KnownAt).GetAwaiter().GetResult());
            List<string> hashes = [paper.ContentHash];
            foreach (var form in Enum.GetValues<PackForm>())
            {
                hashes.Add(Convert.ToHexStringLower(SHA256.HashData(FreezePack.WriteAsync(paper, form).GetAwaiter().GetResult())));
            }

            Console.WriteLine(string.Join(' ', hashes));
        }

        Environment.Exit(0);
    }
}

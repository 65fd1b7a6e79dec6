using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Tracker.Papers.Tests;

/// <summary>What holds for Word, Excel and PDF alike.</summary>
public sealed class EveryFile
{
    private const string Asked = "TRACKER_PAPERS_HASHES";

    public static TheoryData<string> Kinds => ["docx", "xlsx", "pdf"];

    [Theory, MemberData(nameof(Kinds))]
    public void The_same_paper_gives_the_same_bytes_in_every_culture(string kind)
    {
        var bytes = Written.As(kind, Sample.Matrix());

        Assert.All(Elsewhere.Cultures, culture => Assert.Equal(bytes, Elsewhere.In(culture, () => Written.As(kind, Sample.Matrix()))));
    }

    /// <summary>A process of its own, nine hours east, under Turkish rules, some seconds later.</summary>
    [Fact]
    public async Task The_same_paper_gives_the_same_bytes_in_another_process_and_time_zone()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(EveryFile).Assembly.Location])
        {
            RedirectStandardOutput = true,
            Environment = { ["TZ"] = "Asia/Seoul", ["LC_ALL"] = "tr_TR.UTF-8", [Asked] = "1" },
        })!;
        var there = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(Hashes(), there.Trim());
        Assert.Equal(0, process.ExitCode);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void The_same_bytes_go_to_a_stream_that_only_takes_them(string kind)
    {
        using var stream = new MemoryStream();
        using (var oneWay = new CryptoStream(stream, new ToBase64Transform(), CryptoStreamMode.Write, leaveOpen: true))
        {
            Written.Writers[kind](Sample.Matrix(), oneWay, null, default);
        }

        Assert.Equal(Convert.ToBase64String(Written.As(kind, Sample.Matrix())), System.Text.Encoding.ASCII.GetString(stream.ToArray()));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Progress_never_goes_back_and_ends_at_a_hundred(string kind)
    {
        var seen = new Seen();

        Written.Writers[kind](Sample.Matrix(300), Stream.Null, seen, default);

        Assert.Equal(seen.Percents.Order().Distinct(), seen.Percents);
        Assert.Equal((0, 100), (seen.Percents[0], seen.Percents[^1]));
        Assert.True(seen.Percents.Count > 50);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_paper_without_content_ends_at_a_hundred_too(string kind)
    {
        var seen = new Seen();

        Written.Writers[kind](Sample.Empty, Stream.Null, seen, default);

        Assert.Equal([100], seen.Percents);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Writing_stops_at_the_row_at_which_it_is_cancelled(string kind)
    {
        using var cancel = new CancellationTokenSource();
        var seen = new Seen { At = 10, Then = cancel.Cancel };

        Assert.ThrowsAny<OperationCanceledException>(() => Written.Writers[kind](Sample.Matrix(1_000), Stream.Null, seen, cancel.Token));

        Assert.Equal(10, seen.Percents[^1]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Writing_that_was_cancelled_before_writes_no_whole_file(string kind)
    {
        var seen = new Seen();

        Assert.ThrowsAny<OperationCanceledException>(() => Written.Writers[kind](Sample.Empty, Stream.Null, seen, new(true)));

        Assert.Empty(seen.Percents);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void The_stream_stays_open(string kind)
    {
        using var stream = new MemoryStream();

        Written.Writers[kind](Sample.Empty, stream, null, default);

        Assert.True(stream.CanWrite);
    }

    /// <summary>Where this assembly is started for its hashes, it says them and runs no test.</summary>
    [ModuleInitializer]
    internal static void SayHashes()
    {
        if (Environment.GetEnvironmentVariable(Asked) is not null)
        {
            Console.WriteLine(Hashes());
            Environment.Exit(TimeZoneInfo.Local.BaseUtcOffset == TimeSpan.FromHours(9) && CultureInfo.CurrentCulture.Name == "tr-TR" ? 0 : 1);
        }
    }

    private static string Hashes() => string.Join(' ', Kinds.Select(k => Convert.ToHexStringLower(SHA256.HashData(Written.As(k.Data, Sample.Matrix())))));

    private sealed class Seen : IProgress<int>
    {
        public List<int> Percents { get; } = [];
        public int At { get; init; } = -1;
        public Action? Then { get; init; }

        public void Report(int value)
        {
            Percents.Add(value);
            if (value == At)
            {
                Then?.Invoke();
            }
        }
    }
}

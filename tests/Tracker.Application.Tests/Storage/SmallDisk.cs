using System.Diagnostics;

namespace Tracker.Application.Tests.Storage;

/// <summary>A disk of 16 MB in memory, which can be filled and made read-only; only root may have one, and only where the machine lets it mount.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tracker-disk-").FullName;
    private string Filler => Path.Combine(_folder, "filler");

    public SmallDisk()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root on Linux can make a small disk.");
        Assert.SkipUnless(ExitCodeOf("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", _folder) == 0, "This machine lets nobody mount a small disk.");
    }

    public string Database => Path.Combine(_folder, "tracker.db");

    public IEnumerable<string> Files => Directory.EnumerateFileSystemEntries(_folder).Where(f => f != Filler).Order();

    public void Fill()
    {
        using var filler = File.Create(Filler, bufferSize: 0);
        try
        {
            while (true)
            {
                filler.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // Now it is full.
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", _folder);

    public void MakeWritable() => Run("mount", "-o", "remount,rw", _folder);

    public void Dispose()
    {
        Run("umount", "-l", _folder);
        Directory.Delete(_folder);
    }

    private static void Run(string command, params string[] arguments) => Assert.Equal(0, ExitCodeOf(command, arguments));

    private static int ExitCodeOf(string command, params string[] arguments)
    {
        using var process = Process.Start(command, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }
}

using System.Diagnostics;

namespace Tracker.Application.Tests;

/// <summary>Debian's Python with a package of Debian's, for what is better said by a program that is not ours.</summary>
internal static class Python
{
    private const string Executable = "/usr/bin/python3";

    /// <summary>Starts a script beside the tests; skips where the package is missing, which fails the gate.</summary>
    /// <param name="script">Its path in the folder of the tests.</param>
    /// <param name="module">What it imports, from the package <c>python3-…</c> of the same name.</param>
    public static Process Start(string script, string module, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Executable) && ExitCodeOf("-c", $"import {module}") == 0, $"Install it with: apt-get install -y python3-{module}");
        return Process.Start(Told([Path.Combine(AppContext.BaseDirectory, script), .. arguments]))!;
    }

    private static int ExitCodeOf(params string[] arguments)
    {
        using var process = Process.Start(Told(arguments))!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static ProcessStartInfo Told(string[] arguments) =>
        new(Executable, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
}

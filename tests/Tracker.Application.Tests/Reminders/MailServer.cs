using System.Diagnostics;
using System.Globalization;
using MimeKit;
using Tracker.Application.Reminders;

namespace Tracker.Application.Tests.Reminders;

/// <summary>A real mail server in a process of its own, which keeps what it takes in a folder.</summary>
internal sealed class MailServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tracker-mail-").FullName;
    private Process? _process;

    public int Port { get; private set; }

    public MailSettings Settings => new("127.0.0.1", Port, MailSecurity.None, null, null, "Tracker <tracker@register.example>", new("https://tracker.example/"), new(7, 0));

    /// <summary>What it has taken, in the order in which it came.</summary>
    public IReadOnlyList<MimeMessage> Mails =>
        [.. Directory.GetFiles(_folder, "*.eml").OrderBy(f => int.Parse(Path.GetFileNameWithoutExtension(f), CultureInfo.InvariantCulture)).Select(f => MimeMessage.Load(f))];

    /// <summary>The characters of the first mail, as they came.</summary>
    public string First => File.ReadAllText(Path.Combine(_folder, "1.eml"));

    /// <param name="port">The port of before, where it was stopped; 0 for a free one.</param>
    public async Task StartAsync(int port = 0)
    {
        _process = Python.Start("Reminders/mail-server.py", "aiosmtpd", _folder, port.ToString(CultureInfo.InvariantCulture));
        var said = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.False(string.IsNullOrEmpty(said), said is null ? await _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken) : "");
        Port = int.Parse(said!, CultureInfo.InvariantCulture);
    }

    /// <summary>How it answers from now on.</summary>
    public void Answers(string manner) => File.WriteAllText(Path.Combine(_folder, "manner"), manner);

    public void Stop()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        Stop();
        Directory.Delete(_folder, recursive: true);
    }
}

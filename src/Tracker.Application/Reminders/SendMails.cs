using System.Net.Sockets;
using System.Text.Encodings.Web;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using MimeKit;
using Tracker.Application.People;
using Tracker.Application.Storage;

namespace Tracker.Application.Reminders;

/// <summary>A mail, or all of them, could not be sent.</summary>
/// <param name="At">UTC.</param>
/// <param name="Why">As the mail server or the connection said.</param>
public sealed record MailFailure(DateTime At, string Why);

/// <summary>Hands the mails that wait to the mail server, each at most once.</summary>
/// <remarks>
/// A mail is marked as being sent before anything is said of it, and as sent after the mail server's
/// answer. What is found marked as being sent was broken off: the server may have it, so it is never
/// sent again, and the application says so. What was surely not accepted (no connection, a refusal
/// for now) is tried again, each time after a longer while.
/// </remarks>
public sealed class SendMails(
    IDbContextFactory<TrackerDbContext> contexts, OneWriter writer, MailSettings settings, Calendar calendar, ILogger<SendMails> log) : IDisposable
{
    /// <summary>The most mails that one call sends; the next call goes on.</summary>
    public const int MostPerRun = 200;

    /// <summary>How long a mail is tried before it counts as refused.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    /// <summary>For how long mails are kept after they were written.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    /// <summary>Until the mail server is asked again after so many failures; the last for all further ones.</summary>
    private static readonly TimeSpan[] _pauses =
        [TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6)];

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Why the last attempt failed; null where it did not.</summary>
    public MailFailure? LastFailure { get; private set; }

    /// <returns>How many were accepted.</returns>
    public async Task<int> ExecuteAsync(CancellationToken ct = default)
    {
        if (!settings.IsSet)
        {
            return 0;
        }

        await _turn.WaitAsync(ct);
        try
        {
            return await SendAsync(ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<int> SendAsync(CancellationToken ct)
    {
        var now = calendar.UtcNow;
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Mails.AnyAsync(m => m.State == MailState.Sending, ct))
        {
            await writer.WriteAsync(write => write.Mails.Where(m => m.State == MailState.Sending).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.State, MailState.Unsure).SetProperty(m => m.Why, "It was broken off while it was being sent."), ct), ct);
        }

        await ForgetAsync(db, now, ct);
        var waiting = await db.Mails.AsNoTracking()
            .Where(m => m.State == MailState.Waiting && m.NextAt <= now)
            .OrderBy(m => m.NextAt).ThenBy(m => m.WrittenAt).ThenBy(m => m.Id)
            .Take(MostPerRun).ToListAsync(ct);
        if (waiting.Count == 0)
        {
            return 0;
        }

        using var client = new Client();
        var accepted = 0;
        foreach (var mail in waiting)
        {
            ct.ThrowIfCancellationRequested();
            if (!client.IsConnected && await ConnectAsync(client, ct) is { } closed)
            {
                await PostponeAllAsync(mail, closed, ct);
                break;
            }

            // Claimed and looked at once more, in one transaction: whoever is gone, or wants none any more, gets none.
            var to = await writer.WriteAsync(
                async write =>
                {
                    var person = await write.Users.AsNoTracking().SingleAsync(p => p.Id == mail.PersonId, ct);
                    var gets = person is { DisabledAt: null, IsDemo: false, Email: not null }
                        && (!person.RemindersInAppOnly || await write.Reminders.AnyAsync(r => r.MailId == mail.Id && r.Kind == ReminderKind.Digest, ct));
                    var claimed = await write.Mails.Where(m => m.Id == mail.Id && m.State == MailState.Waiting)
                        .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, gets ? MailState.Sending : MailState.Dropped), ct);
                    return gets && claimed == 1 ? person : null;
                },
                ct);
            if (to is null)
            {
                continue;
            }

            var (state, why) = await HandOverAsync(client, mail, to);
            accepted += state == MailState.Sent ? 1 : 0;
            await MarkAsync(mail, state, why);
            if (!client.IsConnected)
            {
                break; // The server hung up; it is left alone until the next call.
            }
        }

        if (client.IsConnected)
        {
            await client.DisconnectAsync(quit: true, CancellationToken.None);
        }

        return accepted;
    }

    /// <summary>Null where the connection is there.</summary>
    private async Task<string?> ConnectAsync(Client client, CancellationToken ct)
    {
        try
        {
            await client.ConnectAsync(
                settings.Host!,
                settings.Port,
                settings.Security switch
                {
                    MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
                    MailSecurity.StartTls => SecureSocketOptions.StartTls,
                    _ => SecureSocketOptions.None,
                },
                ct);
            if (settings.User is { } user)
            {
                await client.AuthenticateAsync(user, settings.Password ?? "", ct);
            }

            return null;
        }
        catch (Exception failure) when (failure is SocketException or IOException or TimeoutException or ProtocolException or CommandException or AuthenticationException or SslHandshakeException or NotSupportedException)
        {
            if (client.IsConnected)
            {
                await client.DisconnectAsync(quit: false, CancellationToken.None);
            }

            return failure.Message;
        }
    }

    /// <summary>What became of a mail, and what was said of it. Once begun it is not broken off by the application's stop: its answer counts.</summary>
    private async Task<(MailState State, string? Why)> HandOverAsync(Client client, Mail mail, Person to)
    {
        client.WasBegun = false;
        try
        {
            using var message = MessageOf(mail, to);
            await client.SendAsync(message, CancellationToken.None);
            return (MailState.Sent, null);
        }
        catch (SmtpCommandException refusal)
        {
            // The server has answered: it has not taken the mail.
            return ((int)refusal.StatusCode < 500 ? MailState.Waiting : MailState.Refused, refusal.Message);
        }
        catch (Exception failure) when (failure is IOException or SocketException or ProtocolException or TimeoutException or OperationCanceledException or ServiceNotConnectedException)
        {
            if (client.IsConnected)
            {
                await client.DisconnectAsync(quit: false, CancellationToken.None);
            }

            return (client.WasBegun ? MailState.Unsure : MailState.Waiting, failure.Message);
        }
        catch (Exception failure) when (failure is ServiceNotAuthenticatedException)
        {
            return (MailState.Waiting, failure.Message);
        }
        catch (Exception failure) when (!client.WasBegun && failure is NotSupportedException or InvalidOperationException or FormatException)
        {
            return (MailState.Refused, failure.Message);
        }
    }

    /// <summary>Also while the application is being stopped: what was accepted is known to be.</summary>
    private async Task MarkAsync(Mail mail, MailState state, string? why)
    {
        var now = calendar.UtcNow;
        if (state == MailState.Waiting && now - mail.WrittenAt >= Patience)
        {
            state = MailState.Refused;
        }

        var said = Said(why);
        LastFailure = said is null ? null : new(now, said);
        if (said is not null)
        {
            log.LogWarning("A mail was not sent ({State}): {Why}", state, said);
        }

        var failures = mail.Failures + (said is null ? 0 : 1);
        await writer.WriteWhileStoppingAsync(write => write.Mails.Where(m => m.Id == mail.Id).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.State, state)
            .SetProperty(m => m.Why, said)
            .SetProperty(m => m.Failures, failures)
            .SetProperty(m => m.NextAt, now + PauseAfter(failures))));
    }

    /// <summary>The mail server cannot be reached: all that wait are left alone for a while, and what has waited too long is given up.</summary>
    private async Task PostponeAllAsync(Mail first, string why, CancellationToken ct)
    {
        var now = calendar.UtcNow;
        var (said, next, tooOld) = (Said(why), now + PauseAfter(first.Failures + 1), now - Patience);
        LastFailure = new(now, said!);
        log.LogWarning("The mail server cannot be used; mails wait until {NextAt:u}: {Why}", next, said);
        await writer.WriteAsync(
            async write =>
            {
                await write.Mails.Where(m => m.State == MailState.Waiting && m.WrittenAt <= tooOld)
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MailState.Refused).SetProperty(m => m.Why, said), ct);
                return await write.Mails.Where(m => m.State == MailState.Waiting).ExecuteUpdateAsync(
                    set => set.SetProperty(m => m.NextAt, next).SetProperty(m => m.Failures, m => m.Failures + 1).SetProperty(m => m.Why, said), ct);
            },
            ct);
    }

    /// <summary>What is long past is removed; reminders first need their keys for as long as their day lies ahead.</summary>
    private async Task ForgetAsync(TrackerDbContext db, DateTime now, CancellationToken ct)
    {
        var old = now - Kept;
        if (await db.Mails.AnyAsync(m => m.WrittenAt < old && m.State != MailState.Waiting, ct))
        {
            await writer.WriteAsync(write => write.Mails
                .Where(m => write.Mails.Where(o => o.WrittenAt < old && o.State != MailState.Waiting).OrderBy(o => o.WrittenAt).Take(1000).Select(o => o.Id).Contains(m.Id))
                .ExecuteDeleteAsync(ct), ct);
        }
    }

    private MimeMessage MessageOf(Mail mail, Person to)
    {
        var message = new MimeMessage
        {
            MessageId = $"{mail.Id:N}@{settings.PublicAddress!.IdnHost}",
            Date = new DateTimeOffset(mail.WrittenAt),
            Subject = OneLine(mail.Subject, 160),
            Body = new MultipartAlternative
            {
                new TextPart("plain") { Text = PlainText(mail) },
                new TextPart("html") { Text = Html(mail) },
            },
        };
        message.From.Add(MailboxAddress.Parse(settings.From!));
        message.To.Add(new MailboxAddress(OneLine(to.Name, Accounts.MaximumName), to.Email!));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private string PlainText(Mail mail) => string.Join("\n\n", mail.Content
        .Select(s => string.Join('\n', new[] { s.Heading is { } heading ? OneLine(heading, 400) : null }.OfType<string>()
            .Concat(s.Lines.Select(l => $"{OneLine(l.Text, 600)}\n  {settings.AddressOf(l.Path)}"))))
        .Append(Closing)) + "\n";

    private string Html(Mail mail)
    {
        var encoder = HtmlEncoder.Default;
        return $"<!DOCTYPE html>\n<html lang=\"en\"><body>\n{string.Concat(mail.Content.Select(s =>
            $"{(s.Heading is { } heading ? $"<h2>{encoder.Encode(OneLine(heading, 400))}</h2>\n" : "")}<ul>\n{string.Concat(s.Lines.Select(l =>
                $"<li><a href=\"{encoder.Encode(settings.AddressOf(l.Path)!)}\">{encoder.Encode(OneLine(l.Text, 600))}</a></li>\n"))}</ul>\n"))}<p>{encoder.Encode(Closing)}</p>\n</body></html>\n";
    }

    private string Closing => $"You get this because of the reminders that you chose: {settings.AddressOf("my/reminders")}";

    private static TimeSpan PauseAfter(int failures) => failures == 0 ? TimeSpan.Zero : _pauses[Math.Min(failures, _pauses.Length) - 1];

    /// <summary>Words of others in one line: no line break reaches a header or makes a line that is not ours.</summary>
    private static string OneLine(string text, int most)
    {
        var line = string.Concat(text.EnumerateRunes().Select(r => System.Text.Rune.IsControl(r) || r.Value is 0x2028 or 0x2029 ? " " : r.ToString())).Trim();
        return line.Length <= most ? line : string.Concat(line.EnumerateRunes().Take(most - 1)) + "…";
    }

    private static string? Said(string? why) => why is null ? null : OneLine(why, 300);

    /// <summary>Knows whether the server may have taken a mail: once it has taken a recipient, the words follow.</summary>
    private sealed class Client : SmtpClient
    {
        public Client() => Timeout = 30_000;

        public bool WasBegun { get; set; }

        protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            WasBegun = true;
            base.OnRecipientAccepted(message, mailbox, response);
        }
    }
}

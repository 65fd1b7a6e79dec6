using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Tracker.Application.Items;
using Tracker.Application.People;
using Tracker.Application.Reminders;
using Tracker.Application.Storage;
using Tracker.Domain;

namespace Tracker.Application.Tests.Reminders;

/// <summary>Mails through a real server: each at most once, whatever ends when, and none lost that surely did not arrive.</summary>
public sealed class SendMailsRules : IDisposable
{
    private readonly MailServer _server = new();

    /// <summary>A register whose centre is due in 20 days, and an official with an address who is reminded of it.</summary>
    private async Task<(TestDatabase Database, Guid Official)> RemindedAsync(string name = "Kim Min-ji", string title = "A centre")
    {
        await _server.StartAsync();
        var database = await Some.RegisterAsync(services: s => s.AddSingleton(_server.Settings));
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        await database.Get<RecordUpdate>().ExecuteAsync("CENTRE", GiveRemindersRules.Target(database.Today, database.Today.AddDays(20)), keeper);
        if (title != "A centre")
        {
            await database.Get<ReviseItem>().ExecuteAsync("CENTRE", new() { On = database.Today, Title = title }, keeper);
        }

        var official = await database.PersonAsync(Role.Official, "ROK");
        await using var db = database.Context();
        var person = await db.Users.SingleAsync(p => p.Id == official);
        (person.Name, person.Email) = (name, "kim@mofa.example");
        await db.SaveChangesAsync();
        await database.Get<GiveReminders>().ExecuteAsync();
        return (database, official);
    }

    private static Task<int> SendAsync(TestDatabase database) => database.Get<SendMails>().ExecuteAsync();

    private static async Task<Mail> OnlyMailAsync(TestDatabase database)
    {
        await using var db = database.Context();
        return await db.Mails.AsNoTracking().SingleAsync();
    }

    private static async Task<MailState> StateAsync(TestDatabase database) => (await OnlyMailAsync(database)).State;

    [Fact]
    public async Task A_reminder_arrives_once_with_its_link_and_is_known_to_have_been_sent()
    {
        var (database, official) = await RemindedAsync();
        await using var _ = database;

        Assert.Equal(1, await SendAsync(database));
        await database.Get<GiveReminders>().ExecuteAsync();
        Assert.Equal(0, await SendAsync(database));

        var mail = Assert.Single(_server.Mails);
        Assert.Equal("Target within 30 days: A centre (CENTRE)", mail.Subject);
        Assert.Equal(("\"Tracker\" <tracker@register.example>", "\"Kim Min-ji\" <kim@mofa.example>"), (mail.From.ToString(), mail.To.ToString()));
        Assert.Equal($"{(await OnlyMailAsync(database)).Id:N}@tracker.example", mail.MessageId);
        Assert.Contains("14 December 2026: A centre (CENTRE) (as agreed)\n  https://tracker.example/items/CENTRE", mail.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://tracker.example/items/CENTRE\">", mail.HtmlBody!, StringComparison.Ordinal);
        Assert.Equal(MailState.Sent, (await database.Get<RemindersQuery>().PageAsync(official, 1))!.Rows[0].Mail);
    }

    [Fact]
    public async Task Cut_off_between_the_servers_answer_and_the_mark_exactly_one_arrives()
    {
        var (database, official) = await RemindedAsync();
        await using var _ = database;
        await using (var db = database.Context())
        {
            await db.Database.ExecuteSqlRawAsync("CREATE TRIGGER crash BEFORE UPDATE ON \"Mails\" WHEN NEW.\"State\" = 'Sent' BEGIN SELECT RAISE(ABORT, 'crash'); END");
            await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(database));
            await db.Database.ExecuteSqlRawAsync("DROP TRIGGER crash");
        }

        await using var again = database.NewServices();
        for (var run = 0; run < 3; run++)
        {
            database.Clock.Advance(TimeSpan.FromHours(7));
            await again.GetRequiredService<SendMails>().ExecuteAsync();
        }

        Assert.Single(_server.Mails);
        Assert.Equal(MailState.Unsure, await StateAsync(database));
        Assert.Equal(MailState.Unsure, (await database.Get<RemindersQuery>().PageAsync(official, 1))!.Rows[0].Mail);
    }

    [Fact]
    public async Task When_the_server_takes_a_mail_and_hangs_up_instead_of_answering_it_is_not_sent_again()
    {
        var (database, _) = await RemindedAsync();
        await using var _ = database;
        _server.Answers("hang-up-after");

        await SendAsync(database);
        _server.Answers("accept");
        database.Clock.Advance(TimeSpan.FromHours(7));
        await SendAsync(database);

        Assert.Single(_server.Mails);
        Assert.Equal(MailState.Unsure, await StateAsync(database));
        Assert.NotNull(database.Get<SendMails>().LastFailure);
    }

    [Theory]
    [InlineData("hang-up-before")]
    [InlineData("later")]
    public async Task What_the_server_surely_did_not_take_is_sent_again_after_a_pause(string manner)
    {
        var (database, _) = await RemindedAsync();
        await using var _ = database;
        _server.Answers(manner);
        Assert.Equal(0, await SendAsync(database));
        var waiting = await OnlyMailAsync(database);
        Assert.Equal((MailState.Waiting, 1), (waiting.State, waiting.Failures));
        _server.Answers("accept");

        database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await SendAsync(database));
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await SendAsync(database));

        Assert.Single(_server.Mails);
        Assert.Equal(MailState.Sent, await StateAsync(database));
        Assert.Null(database.Get<SendMails>().LastFailure);
    }

    [Fact]
    public async Task While_the_server_is_down_mails_wait_longer_each_time_and_arrive_when_it_is_back()
    {
        var (database, _) = await RemindedAsync();
        await using var _ = database;
        var port = _server.Port;
        _server.Stop();
        List<TimeSpan> pauses = [];
        for (var attempt = 0; attempt < 6; attempt++)
        {
            await SendAsync(database);
            var waiting = await OnlyMailAsync(database);
            pauses.Add(waiting.NextAt - database.Get<Calendar>().UtcNow);
            database.Clock.Advance(pauses[^1]);
        }

        Assert.Equal([2, 10, 30, 120, 360, 360], pauses.Select(p => p.TotalMinutes));
        await _server.StartAsync(port);
        Assert.Equal(1, await SendAsync(database));
        Assert.Single(_server.Mails);
    }

    [Fact]
    public async Task What_is_refused_for_good_or_for_three_days_is_given_up_and_shown()
    {
        var (database, official) = await RemindedAsync();
        await using var _ = database;
        _server.Answers("later");
        await SendAsync(database);
        database.Clock.Advance(SendMails.Patience);
        await SendAsync(database);
        _server.Answers("accept");
        database.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await SendAsync(database));

        Assert.Equal((MailState.Refused, "not now"), ((await OnlyMailAsync(database)).State, (await OnlyMailAsync(database)).Why));
        Assert.Equal(MailState.Refused, (await database.Get<RemindersQuery>().PageAsync(official, 1))!.Rows[0].Mail);

        await using var second = (await RemindedAnewAsync("never")).Database;
        Assert.Equal((MailState.Refused, "not this"), ((await OnlyMailAsync(second)).State, (await OnlyMailAsync(second)).Why));
    }

    private async Task<(TestDatabase Database, Guid Official)> RemindedAnewAsync(string manner)
    {
        _server.Stop();
        var reminded = await RemindedAsync();
        _server.Answers(manner);
        await SendAsync(reminded.Database);
        return reminded;
    }

    [Fact]
    public async Task Who_was_closed_or_wants_none_by_mail_any_more_gets_none()
    {
        var (database, official) = await RemindedAsync();
        await using var _ = database;
        await database.Get<ReadReminders>().ChooseAsync(DigestEvery.Never, true, official);

        await SendAsync(database);

        Assert.Empty(_server.Mails);
        Assert.Equal(MailState.Dropped, await StateAsync(database));
        database.Clock.Advance(TimeSpan.FromDays(14));
        await database.Get<GiveReminders>().ExecuteAsync();
        Assert.Equal([null, MailState.Dropped], (await database.Get<RemindersQuery>().PageAsync(official, 1))!.Rows.Select(r => r.Mail));
    }

    [Fact]
    public async Task Words_of_others_neither_add_a_header_nor_become_markup()
    {
        var (database, _) = await RemindedAsync(name: "Kim\r\nBcc: all@mofa.example", title: "<script>alert(1)</script> & 센터 “ไทย”");
        await using var _ = database;

        Assert.Equal(1, await SendAsync(database));

        var mail = Assert.Single(_server.Mails);
        Assert.Empty(mail.Bcc);
        Assert.Equal(["kim@mofa.example"], mail.To.Mailboxes.Select(m => m.Address));
        Assert.DoesNotContain("\nBcc:", _server.First, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Target within 30 days: <script>alert(1)</script> & 센터 “ไทย” (CENTRE)", mail.Subject);
        Assert.DoesNotContain("<script", mail.HtmlBody!, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", mail.HtmlBody!, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script> & 센터 “ไทย”", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_arrives_with_what_presses()
    {
        var (database, official) = await RemindedAsync();
        await using var _ = database;
        await database.Get<ReadReminders>().ChooseAsync(DigestEvery.Week, true, official);

        await database.Get<GiveReminders>().ExecuteAsync();
        await SendAsync(database);

        var mail = Assert.Single(_server.Mails);
        Assert.StartsWith("Your items: ", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("A centre (CENTRE): ", mail.TextBody, StringComparison.Ordinal);
    }

    public void Dispose() => _server.Dispose();
}

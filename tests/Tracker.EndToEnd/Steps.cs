using System.Globalization;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Tracker.EndToEnd;

/// <summary>What people do, as tests say it.</summary>
internal static partial class Steps
{
    /// <summary>True once the page is loaded, has its letters and answers: the frame has its <c>#pulse</c> then; pages about accounts and forms with files are plain.</summary>
    private const string Alive = "() => document.readyState === 'complete' && document.fonts.status === 'loaded' && (document.querySelector('.account, [data-plain]') || document.getElementById('pulse'))";

    /// <summary>Resolves when nothing of the page has changed for a tenth of a second.</summary>
    private const string Still = """
        () => new Promise(resolve => {
          let timer;
          const done = () => { changes.disconnect(); resolve(); };
          const wait = () => { clearTimeout(timer); timer = setTimeout(done, 100); };
          const changes = new MutationObserver(wait);
          changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
          wait();
        })
        """;

    /// <summary>Opens an address and waits until the page answers to clicks.</summary>
    public static async Task OpenAsync(this IPage page, string address)
    {
        await page.GotoAsync(address);
        await page.AliveAsync();
    }

    /// <summary>Waits until the page answers to clicks and nothing of it moves.</summary>
    public static async Task AliveAsync(this IPage page)
    {
        await page.WaitForFunctionAsync(Alive);
        await page.EvaluateAsync(Still);
    }

    /// <summary>One of the demonstration people signs in with one click.</summary>
    public static async Task SignInAsync(this IPage page, string name)
    {
        await page.OpenAsync("/account/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/account/"));
    }

    /// <summary>The password of every account that a test makes.</summary>
    public const string Password = "four plain words here";

    /// <summary>The address of an account that a test makes.</summary>
    public static string EmailOf(string name) => $"{name.ToLowerInvariant().Replace(' ', '.')}@example.org";

    /// <summary>Somebody with an account signs in with their password.</summary>
    public static async Task SignInWithPasswordAsync(this IPage page, string name)
    {
        await page.OpenAsync("/account/sign-in");
        await page.GetByLabel("E-mail address").FillAsync(EmailOf(name));
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/account/"));
    }

    /// <summary>The radio button whose label begins so; its hint follows in the same label.</summary>
    public static ILocator Choice(this IPage page, string word) =>
        page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex($"^{Regex.Escape(word)}") });

    public static ILocator Heading(this IPage page) => page.Locator("h1");

    public static ILocator Content(this IPage page) => page.Locator("main");

    /// <summary>The number of items that a list says it has: "118 items".</summary>
    public static async Task<int> ListTotalAsync(this IPage page)
    {
        var said = await page.Content().InnerTextAsync();
        var match = ItemsSaid().Match(said);
        return match.Success ? int.Parse(match.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>Serious and critical findings of axe, each with its first place.</summary>
    public static async Task<IReadOnlyList<string>> SeriousFindingsAsync(this IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        return [.. result.Violations
            .Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{v.Id} ({v.Nodes.Length}): {v.Nodes[0].Html}")];
    }

    [GeneratedRegex(@"\b([\d,]+) items?\b")]
    private static partial Regex ItemsSaid();
}

using System.Globalization;
using Grpc.Core;
using Portal.Components.Parts.Forms;

namespace Portal.Components.Flow;

/// <summary>
/// A task of a few short pages under one address, each with a question or two, the last one to check the answers. What was
/// answered so far travels in the form itself: nothing is kept of a task that somebody walks away from, and no answer stands in
/// an address.
/// </summary>
public abstract class FlowPage : PortalPage
{
    public const string StepField = "step",
        GoField = "go",
        CheckedField = "checked";

    /// <summary>The fields that each page asks, in order; the last page asks none.</summary>
    public abstract IReadOnlyList<string[]> Asked { get; }

    /// <summary>What a field holds before anybody typed into it, by the name of its input.</summary>
    public virtual IReadOnlyDictionary<string, string> Given => new Dictionary<string, string>();

    /// <summary>The page being shown, from 0.</summary>
    public int Step { get; protected set; }

    public int Last => Asked.Count - 1;

    /// <summary>She has seen the check page once: a changed answer leads straight back to it.</summary>
    public bool Checked => Step == Last || Sent(CheckedField) != "";

    /// <summary>Refuses an answer that the task cannot go on with, so that she hears of it on its own page.</summary>
    protected virtual Task RequireAsync(Posted form) => Task.CompletedTask;

    /// <summary>Does what the answers say, and ends in a redirect.</summary>
    protected abstract Task FinishAsync(Posted form);

    /// <summary>A button of the page itself, such as a search: by its value of <see cref="GoField"/>. The page stays.</summary>
    protected virtual Task StayAsync(string go, Posted form) => Task.CompletedTask;

    protected override void OnInitialized()
    {
        if (int.TryParse(Sent(StepField), CultureInfo.InvariantCulture, out var step))
            Step = Math.Clamp(step, 0, Last);
    }

    protected async Task SendAsync(Posted form)
    {
        switch (form[GoField])
        {
            case "back":
                Step = Math.Max(0, Step - 1);
                break;
            case "" or "next":
                await GoOnAsync(form);
                break;
            case var page when int.TryParse(page, CultureInfo.InvariantCulture, out var number):
                Step = Math.Clamp(number, 0, Step);
                break;
            case var own:
                await StayAsync(own, form);
                break;
        }
    }

    private async Task GoOnAsync(Posted form)
    {
        try
        {
            await RequireAsync(form);
            if (Step == Last)
                await FinishAsync(form);
            else
                Step = Checked ? Last : Step + 1;
        }
        catch (FieldProblem problem)
        {
            TurnTo(problem.Field);
            throw;
        }
        catch (RpcException call)
        {
            TurnTo(call.Field);
            throw;
        }
    }

    private void TurnTo(string field)
    {
        Step = PageOf(field);
        StateHasChanged(); // an exception on its way draws nothing anew by itself
    }

    private int PageOf(string field)
    {
        for (var page = 0; page < Last; page++)
            if (Asked[page].Contains(field))
                return page;
        return Step;
    }

    private string Sent(string field) => Http.Request.HasFormContentType ? Http.Request.Form[field].ToString() : "";
}

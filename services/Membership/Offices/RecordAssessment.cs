using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Sangam.Events;
using Sangam.Security;

namespace Membership.Offices;

public sealed partial class OfficesService
{
    [Needs(Permission.AssessmentsRecord)]
    public override async Task<V1.Assessment> RecordAssessment(V1.RecordAssessmentRequest request, ServerCallContext context)
    {
        var assessment = Assessment.From(request, clock.Today);
        if (await db.Assessments.AnyAsync(a => a.AssessedOn == assessment.AssessedOn, context.CancellationToken))
            throw Refusal.Invalid("assessed_on", "already_assessed", "An assessment of this day is written down already.");

        db.Assessments.Add(assessment);
        db.Audit("assessments.record", assessment.Id);
        db.Publish(new SelfAssessed(assessment.Id, assessment.AssessedOn, assessment.Score, assessment.Maximum));
        await db.SaveChangesAsync(context.CancellationToken);

        return assessment.ToMessage();
    }
}

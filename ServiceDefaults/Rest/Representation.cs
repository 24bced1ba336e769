using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Sangam.Rest;

/// <summary>
/// An answer with a tag of its content, so that whoever has it already (<c>If-None-Match</c>) is told so and sent nothing. It
/// is one caller's own: no cache in between may keep it, and her own must ask before it is used again.
/// </summary>
/// <param name="fileName">Under which a browser saves it; null to show it.</param>
/// <param name="sameAs">What makes two answers the same where their bytes are not (a file with the time of its making in it);
/// the tag is then a weak one.</param>
public sealed class Representation(byte[] content, string contentType, string? fileName = null, byte[]? sameAs = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var headers = httpContext.Response.GetTypedHeaders();
        response.ContentType = contentType;
        headers.ETag = Tag(httpContext);
        headers.CacheControl = new() { Private = true, NoCache = true };
        response.Headers.Vary = "Accept, Accept-Encoding, Authorization";
        if (fileName is not null)
            headers.ContentDisposition = new("attachment") { FileName = fileName };
        if (Has(httpContext.Request.GetTypedHeaders(), headers.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            response.ContentType = null;
            return Task.CompletedTask;
        }
        return response.Body.WriteAsync(content, httpContext.RequestAborted).AsTask();
    }

    private static bool Has(RequestHeaders request, EntityTagHeaderValue tag) =>
        request.IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));

    /// <summary>Compressed it is other bytes, so the way of compressing is part of a strong tag (RFC 9110, 8.8.3.3).</summary>
    private EntityTagHeaderValue Tag(HttpContext http)
    {
        var compression = http.RequestServices.GetService<IResponseCompressionProvider>();
        var coding =
            compression?.CheckRequestAcceptsCompression(http) == true && compression.ShouldCompressResponse(http)
                ? compression.GetCompressionProvider(http)?.EncodingName
                : null;
        return new(
            $"\"{Convert.ToHexStringLower(SHA256.HashData(sameAs ?? content))[..32]}{(coding is null ? "" : $"-{coding}")}\"",
            isWeak: sameAs is not null
        );
    }
}

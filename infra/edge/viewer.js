// CloudFront Function, runtime 2.0: runs at the edge, in front of and behind the portal's bucket.
// Request: a folder is its index.html. Response: an object marked 410 was public once and is withdrawn.
// eslint-disable-next-line no-unused-vars
function handler(event) {
  if (event.context.eventType === 'viewer-request') return folderToIndex(event.request);
  return withdrawnToGone(event.response);
}

function folderToIndex(request) {
  // A browser reads "//host" and "/\host" as another host: it must never stand in a Location of ours.
  request.uri = request.uri.replace(/^[/\\\s]+/, '/');
  if (request.uri.endsWith('/')) request.uri += 'index.html';
  else if (!request.uri.slice(request.uri.lastIndexOf('/')).includes('.')) {
    return {
      statusCode: 301,
      statusDescription: 'Moved Permanently',
      headers: { location: { value: request.uri + '/' } },
    };
  }
  return request;
}

function withdrawnToGone(response) {
  const mark = response.headers['x-amz-meta-status'];
  if (mark !== undefined && mark.value === '410') {
    response.statusCode = 410;
    response.statusDescription = 'Gone';
  }
  return response;
}

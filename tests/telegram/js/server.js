// Starts telegram-test-api on a port: node server.js PORT. Where it answers less than the Bot API
// documents (no is_bot, dates in milliseconds, null for an edit), its answers are completed here,
// before its routes are registered.
'use strict';

const ROUTES = 'telegram-test-api/lib/routes/bot/';
const ME = { id: 666, is_bot: true, first_name: 'Entraide', username: 'TestNameBot' };

const answering = (name, result) => {
  require(ROUTES + name)[name] = (app, server) =>
    app.all(`/bot:token/${name === 'unknownMethod' ? ':method' : name}`, (request, response) =>
      response.sendResult({ ok: true, result: result(request, server) }));
};

const shown = (given, message_id, date) => ({
  message_id,
  date: Math.floor(date / 1000),
  from: ME,
  chat: { id: Number(given.chat_id), type: Number(given.chat_id) < 0 ? 'supergroup' : 'private' },
  text: given.text,
});

answering('getMe', () => ME);
answering('answerCallbackQuery', () => true);
answering('unknownMethod', () => true);
answering('sendMessage', (request, server) => {
  const sent = server.addBotMessage(request.body, request.params.token);
  return shown(request.body, sent.message_id, sent.date);
});
answering('editMessageText', (request, server) => {
  server.editMessageText(request.body);
  return shown(request.body, Number(request.body.message_id), Date.now());
});

const Server = require('telegram-test-api');
const format = Server.formatUpdate;
Server.formatUpdate = (update) => {
  const formatted = format(update);
  if (formatted.callback_query) formatted.callback_query.chat_instance = '1';
  return formatted;
};

const port = Number(process.argv[2]);
new Server({ port, host: '127.0.0.1', storeTimeout: 3600 }).start().then(() => console.log('ready'));

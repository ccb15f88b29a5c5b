import './app/validation.ts';
import './look/faces.css';
import './look/look.css';
import { startApp } from './app/start.tsx';
import { connectClient } from './client/connect.ts';
import { startThumbnails } from './worker/start.ts';

const client = connectClient();
startApp(client);
startThumbnails(client);
